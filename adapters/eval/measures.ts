/** Everything that is measured of an answer, each from 0 to 1 and higher for better. */
export const measures = [
  'correct',
  'lead',
  'refused',
  'answered',
  'hit1',
  'hit3',
  'hit5',
  'mrr',
  'precision',
  'recall',
] as const
export type Measure = (typeof measures)[number]

/** The measures of an answer; one that doesn't apply to the question is absent. */
export type Measures = Readonly<Partial<Record<Measure, number>>>

/** How early a ranking of paragraphs has one that is wanted; only the first ten count. */
export function rankMeasures(ranking: readonly number[], wanted: readonly number[]) {
  const place = ranking.slice(0, 10).findIndex((paragraph) => wanted.includes(paragraph)) + 1
  const within = (first: number) => Number(place > 0 && place <= first)
  return { hit1: within(1), hit3: within(3), hit5: within(5), mrr: place === 0 ? 0 : 1 / place }
}
