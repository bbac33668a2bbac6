import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Passage } from '../citation/passage.js'
import { placesOf } from '../facts/schema.js'
import type { Knowledge } from '../knowledge.js'
import type { Embedder } from '../model/embedder.js'

/** Answers with a known fault in some of them, written by hand as JSON lines, and what `npm run learn` learns of them. */
export const bearingFiles = {
  answers: new URL('written-answers.jsonl', import.meta.url),
  learned: new URL('../citation/bearing.json', import.meta.url),
}

const answerSchema = z.object({
  id: z.string(),
  sentences: z.array(z.object({ text: z.string(), paragraphs: z.array(z.number()) })),
  fault: z.object({ kind: z.string(), sentence: z.number() }).optional(),
})

/** A sentence, what it cites, and whether that bears it. */
export interface Lesson {
  readonly group: string
  readonly text: string
  readonly passages: readonly Passage[]
  readonly isBorne: boolean
  /** Whether it is an answer's, and not made of a fact. */
  readonly isAnswers: boolean
}

/** Names what the weights are learned from: the model and every lesson, in order. */
export function fingerprintOf(
  lessons: readonly Lesson[],
  { fingerprint }: Pick<Embedder, 'fingerprint'>,
): string {
  const hash = createHash('sha256').update(fingerprint)
  for (const { text, passages, isBorne } of lessons) {
    hash.update(`${isBorne} ${text} ${passages.map((one) => one.text).join(' ')}\n`)
  }
  return hash.digest('hex')
}

/** The sentences of written answers and of facts, each beside what it cites. */
export function lessonsOf(
  answers: string,
  { passages, facts }: Pick<Knowledge, 'passages' | 'facts'>,
): Lesson[] {
  return [...lessonsOfAnswers(answers, passages), ...lessonsOfFacts(facts.all, passages)]
}

function lessonsOfAnswers(answers: string, passages: readonly Passage[]): Lesson[] {
  const lines = answers.split('\n').filter((line) => line !== '')
  return lines.flatMap((line) => {
    const { id, sentences, fault } = answerSchema.parse(JSON.parse(line))
    return sentences.map(({ text, paragraphs }, at) => ({
      group: id,
      text,
      passages: passages.filter(({ paragraph }) => paragraphs.includes(paragraph)),
      isBorne: fault?.sentence !== at,
      isAnswers: true,
    }))
  })
}

/** Each fact's statement beside its own paragraphs, and beside the one that follows them. */
function lessonsOfFacts(facts: Knowledge['facts']['all'], passages: readonly Passage[]): Lesson[] {
  return facts.flatMap((fact) => {
    const own = new Set(placesOf(fact).map(({ paragraph }) => paragraph))
    const [last = 0] = [...own].toSorted((a, b) => b - a)
    const at = (numbers: ReadonlySet<number>) =>
      passages.filter(({ paragraph }) => numbers.has(paragraph))
    const common = { group: fact.id, text: fact.statement, isAnswers: false }
    const next = at(new Set([last + 1]))
    return [
      { ...common, passages: at(own), isBorne: true },
      ...(next.length > 0 ? [{ ...common, passages: next, isBorne: false }] : []),
    ]
  })
}
