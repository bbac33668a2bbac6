import { styleText } from 'node:util'
import type { Answer } from '../../bot/answer.js'
import { labelOf } from '../../bot/reply.js'
import type { Passage } from '../../knowledge/citation/passage.js'
import { words } from '../../prompts/words.js'

/** Writes text for a terminal; without colours every function gives back what it got. */
export interface Pen {
  strong(text: string): string
  faint(text: string): string
}

/** Where a pen writes to: a terminal, or a file or pipe, which have no colours. */
export interface Paper {
  readonly isTTY?: boolean
  hasColors?(): boolean
}

/** A pen that colours only on a terminal that takes colours and where NO_COLOR isn't set. */
export function penFor(output: Paper): Pen {
  const colours = output.isTTY === true && output.hasColors?.() === true
  const styled = (style: 'bold' | 'dim') => (text: string) =>
    colours ? styleText(style, text) : text
  return { strong: styled('bold'), faint: styled('dim') }
}

/** Writes an answer as lines: the sentences with their marks, the references, what to ask next. */
export function toTerminal(answer: Answer, pen: Pen): string {
  const next = answer.suggestions.map((question) => pen.faint(`→ ${question}`))
  const said = answer.kind === 'answered' ? cited(answer, pen) : [answer.text]
  return [...said, ...(next.length === 0 ? [] : [next.join('\n')])].join('\n\n')
}

/** Lists what stands at the references of an answer. */
export function toSourceLines(answer: Answer | undefined, pen: Pen): string {
  if (answer?.kind !== 'answered') return words.bot.noSources
  const quotes = [...labelled(answer)].map(([label, text]) => `${pen.strong(label)}\n${text}`)
  return [words.bot.sources, ...quotes].join('\n\n')
}

type Answered = Extract<Answer, { kind: 'answered' }>

function cited(answer: Answered, pen: Pen): [string, string] {
  const labels = [...labelled(answer).keys()]
  const mark = (passage: Passage) => `[${labels.indexOf(labelOf(passage)) + 1}]`
  const sentences = answer.sentences.map(
    ({ text, passages }) => `${pen.strong(text)} ${[...new Set(passages.map(mark))].join('')}`,
  )
  const list = labels.map((label, index) => pen.faint(`[${index + 1}] ${label}`))
  return [sentences.join(' '), list.join('\n')]
}

/** The passages of an answer by the label that a reader would write, each once. */
function labelled({ sentences }: Answered): Map<string, string> {
  const passages = sentences.flatMap((sentence) => sentence.passages)
  return new Map(passages.map((passage) => [labelOf(passage), passage.text]))
}
