import type { Score } from './score.js'

/** The measures of a group of questions; shares from 0 to 1, undefined where none applies. */
export interface Summary {
  readonly questions: number
  readonly correct: number
  readonly refused: number | undefined
  readonly hit1: number | undefined
  readonly hit3: number | undefined
  readonly precision: number | undefined
  readonly recall: number | undefined
  /** Median words of the answers. */
  readonly words: number
}

/** Sums up scores. `refused` is the share of unanswerable questions refused. */
export function summarize(scores: readonly Score[]): Summary {
  const unanswerable = scores.filter(({ question }) => question.kind === 'unanswerable')
  return {
    questions: scores.length,
    correct: mean(scores.map(({ correct }) => correct)) ?? 0,
    refused: mean(unanswerable.map(({ refused }) => refused)),
    hit1: mean(scores.map(({ hit1 }) => hit1)),
    hit3: mean(scores.map(({ hit3 }) => hit3)),
    precision: mean(scores.map(({ precision }) => precision)),
    recall: mean(scores.map(({ recall }) => recall)),
    words: scores.map(({ words }) => words).sort((a, b) => a - b)[scores.length >> 1] ?? 0,
  }
}

function mean(values: readonly (number | boolean | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined).map(Number)
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0) / known.length
}

/** The groups of the report: all, English single-turn, then by kind, persona and language. */
export function groupsOf(scores: readonly Score[]): Map<string, readonly Score[]> {
  const groups = new Map<string, readonly Score[]>([['all', scores]])
  const single = scores.filter(
    ({ question: { lang, context, paras } }) =>
      lang === 'en' && context.length === 0 && paras.length > 0,
  )
  groups.set('English single-turn', single)
  for (const key of ['kind', 'persona', 'lang'] as const) {
    for (const value of new Set(scores.map(({ question }) => question[key]))) {
      groups.set(
        `${key} ${value}`,
        scores.filter(({ question }) => question[key] === value),
      )
    }
  }
  return groups
}

/** Writes the groups as an aligned table. */
export function toTable(groups: ReadonlyMap<string, readonly Score[]>): string {
  const head = [
    'group',
    'n',
    'correct',
    'refused',
    'hit@1',
    'hit@3',
    'precision',
    'recall',
    'words',
  ]
  const rows = [...groups].map(([name, scores]) => {
    const { questions, words, ...shares } = summarize(scores)
    const { correct, refused, hit1, hit3, precision, recall } = shares
    const cells = [correct, refused, hit1, hit3, precision, recall].map(
      (share) => share?.toFixed(3) ?? '-',
    )
    return [name, String(questions), ...cells, String(words)]
  })
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  )
  const align = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
  return [head, ...rows].map(align).join('\n')
}
