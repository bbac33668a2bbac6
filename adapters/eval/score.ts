import { z } from 'zod'
import type { Transcript } from '../transcript.js'

/** One question of an evaluation file; other keys are ignored. */
export const questionSchema = z.object({
  id: z.string(),
  persona: z.string(),
  lang: z.string(),
  kind: z.string(),
  question: z.string(),
  context: z.array(z.string()).default([]),
  /** The paragraphs a right answer rests on. */
  paras: z.array(z.number()).default([]),
  /** Strings that a right answer holds, all of them. */
  must: z.array(z.string()).default([]),
  /** Groups of which a right answer holds at least one string each. */
  mustAny: z.array(z.array(z.string())).default([]),
  mustNot: z.array(z.string()).default([]),
})
export type EvalQuestion = z.infer<typeof questionSchema>

/** The measures of one answer; undefined where a measure doesn't apply. */
export interface Score {
  readonly question: EvalQuestion
  readonly answer: Transcript
  readonly words: number
  readonly correct: boolean
  readonly refused: boolean
  readonly hit1: boolean | undefined
  readonly hit3: boolean | undefined
  readonly precision: number | undefined
  readonly recall: number | undefined
}

/** Scores one answer against its labels. */
export function score(question: EvalQuestion, answer: Transcript): Score {
  const gold = new Set(question.paras)
  const cited = [...new Set(answer.citations.map(({ paragraph }) => paragraph))]
  const hits = cited.filter((paragraph) => gold.has(paragraph)).length
  const labelled = gold.size > 0
  return {
    question,
    answer,
    words: wordsOf(answer.text),
    correct: isCorrect(question, answer),
    refused: answer.kind === 'not-found' && cited.length === 0,
    hit1: labelled ? among(answer.ranking.slice(0, 1), gold) : undefined,
    hit3: labelled ? among(answer.ranking.slice(0, 3), gold) : undefined,
    precision: labelled && cited.length > 0 ? hits / cited.length : undefined,
    recall: labelled ? hits / gold.size : undefined,
  }
}

const among = (ranking: readonly number[], gold: ReadonlySet<number>) =>
  ranking.some((paragraph) => gold.has(paragraph))

const wordsOf = (text: string) => text.split(/\s+/).filter(Boolean).length

function isCorrect(question: EvalQuestion, { kind, text, citations }: Transcript): boolean {
  if (question.kind === 'unanswerable') return kind === 'not-found' && citations.length === 0
  if (question.kind === 'smalltalk') return kind === 'smalltalk'
  const body = text.toLowerCase()
  const holds = (part: string) => body.includes(part.toLowerCase())
  return (
    question.must.every(holds) &&
    question.mustAny.every((group) => group.some(holds)) &&
    !question.mustNot.some(holds) &&
    wordsOf(text) <= (question.kind === 'fact' ? 120 : 220)
  )
}
