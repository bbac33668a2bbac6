import { styleText } from 'node:util'
import type { Answer } from '../../bot/answer/answer.js'
import { toCitation } from '../../bot/citation.js'
import { labelOf, toReferences } from '../../bot/references.js'
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
    // Whether the stream takes colours was found out above, for the stream that is written to.
    colours ? styleText(style, text, { validateStream: false }) : text
  return { strong: styled('bold'), faint: styled('dim') }
}

/** Writes an answer as lines: the sentences with their marks, the references, what to ask next. */
export function toTerminal(answer: Answer, pen: Pen): string {
  const next = answer.suggestions.map((question) => pen.faint(`→ ${question}`))
  const said = answer.kind === 'answered' ? cited(answer, pen) : [answer.text]
  return [...said, ...(next.length === 0 ? [] : [next.join('\n')])].join('\n\n')
}

/** What a command shows of the last answer; without one that has sources it says so. */
export function aboutLast(command: 'sources' | 'cite', last: Answer | undefined, pen: Pen): string {
  const { bot } = words
  const isSources = command === 'sources'
  if (last?.kind !== 'answered') return isSources ? bot.noSources : bot.noCitation
  const references = toReferences(last.sentences)
  if (!isSources) return `${bot.cite}\n\n${toCitation(references)}`
  const quotes = references.map(({ label, quote }) => `${pen.strong(label)}\n${quote}`)
  return [bot.sources, ...quotes].join('\n\n')
}

function cited(answer: Extract<Answer, { kind: 'answered' }>, pen: Pen): [string, string] {
  const labels = toReferences(answer.sentences).map(({ label }) => label)
  const lines = answer.sentences.map(({ text, passages }, at) => {
    const marks = passages.map((passage) => `[${labels.indexOf(labelOf(passage)) + 1}]`)
    const written = at < answer.lead ? pen.strong(text) : text
    return `${written} ${[...new Set(marks)].join('')}`
  })
  const { lead, layout, remark = '' } = answer
  const said =
    layout === 'list'
      ? [lines.map((line) => `- ${line}`).join('\n')]
      : [lines.slice(0, lead).join(' '), lines.slice(lead).join(' ')]
  const text = [...said, remark].filter(Boolean).join('\n\n')
  const list = labels.map((label, index) => pen.faint(`[${index + 1}] ${label}`))
  return [text, list.join('\n')]
}
