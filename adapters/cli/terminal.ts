import { styleText } from 'node:util'
import type { Answer } from '../../bot/answer.js'
import { words } from '../../prompts/words.js'
import { labelOf } from '../../bot/reply.js'

/** Writes text for a terminal; without colours every function gives back what it got. */
export interface Pen {
  strong(text: string): string
  faint(text: string): string
}

/** A pen that colours only where told. */
export function penFor(colours: boolean): Pen {
  return {
    strong: (text) => (colours ? styleText('bold', text) : text),
    faint: (text) => (colours ? styleText('dim', text) : text),
  }
}

/** Writes an answer as lines: the sentences, each with its marks, then the references. */
export function toTerminal(answer: Answer, pen: Pen): string {
  if (answer.kind !== 'answered') return answer.text
  const labels = [...new Set(answer.sentences.flatMap(({ passages }) => passages.map(labelOf)))]
  const text = answer.sentences
    .map(({ text, passages }) => {
      const marks = new Set(passages.map((one) => `[${labels.indexOf(labelOf(one)) + 1}]`))
      return `${pen.strong(text)} ${[...marks].join('')}`
    })
    .join(' ')
  const list = labels.map((label, index) => pen.faint(`[${index + 1}] ${label}`))
  return [text, '', ...list].join('\n')
}

/** Lists what stands at the references of an answer. */
export function toSourceLines(answer: Answer | undefined, pen: Pen): string {
  if (answer?.kind !== 'answered') return words.bot.noSources
  const quotes = new Map(
    answer.sentences.flatMap(({ passages }) => passages.map((one) => [labelOf(one), one.text])),
  )
  return [...quotes].map(([label, quote]) => `${pen.strong(label)}\n${quote}`).join('\n\n')
}
