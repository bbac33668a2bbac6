import type { Transcript } from '../transcript.js'
import { rankMeasures, type Measures } from './measures.js'
import type { EvalQuestion } from './questions.js'

/** The most words that a right answer may have. */
const longest = { fact: 120, other: 220 }

/** Measures an answer against the labels of its question. */
export function score(question: EvalQuestion, answer: Transcript): Measures {
  const { kind, paras } = question
  const isAnswerable = paras.length > 0
  return {
    correct: Number(isCorrect(question, answer)),
    ...(isAnswerable && { lead: Number(isCorrect(question, { ...answer, text: answer.lead })) }),
    ...(kind === 'unanswerable' && { refused: Number(isRefused(answer)) }),
    ...(isAnswerable && { answered: Number(!isRefused(answer)) }),
    ...(isAnswerable && rankMeasures(answer.ranking, paras)),
    ...(isAnswerable && citationMeasures(answer, paras)),
  }
}

/** An answer that cites nothing has no precision: it is neither right nor wrong about a paragraph. */
function citationMeasures({ citations }: Transcript, wanted: readonly number[]) {
  const cited = new Set(citations.map(({ paragraph }) => paragraph))
  const hits = wanted.filter((paragraph) => cited.has(paragraph)).length
  return {
    ...(cited.size > 0 && { precision: hits / cited.size }),
    recall: hits / wanted.length,
  }
}

function isRefused({ kind, citations }: Transcript): boolean {
  return kind === 'not-found' && citations.length === 0
}

function isCorrect(question: EvalQuestion, answer: Transcript): boolean {
  const { kind, must, mustAny, mustNot } = question
  if (kind === 'unanswerable') return isRefused(answer)
  if (kind === 'smalltalk') return answer.kind === 'smalltalk'
  const body = answer.text.toLowerCase()
  const holds = (part: string) => body.includes(part.toLowerCase())
  return (
    must.every(holds) &&
    mustAny.every((group) => group.some(holds)) &&
    !mustNot.some(holds) &&
    wordsOf(answer.text) <= (kind === 'fact' ? longest.fact : longest.other)
  )
}

/** The number of words of a text. */
export function wordsOf(text: string): number {
  return text.split(/\s+/).filter(Boolean).length
}
