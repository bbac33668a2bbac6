import type { Passage } from '../knowledge/citation/passage.js'
import { words } from '../prompts/words.js'
import type { Answer, Answered } from './answer.js'
import { escapeMarkdown } from './markdown.js'
import { labelOf, type Reference, toReferences } from './references.js'

/** An answer put into words for a chat; each channel decides how its references are shown. */
export interface Reply {
  /** Markdown; `[1]` after a sentence points to the first reference. */
  readonly text: string
  readonly references: readonly Reference[]
  /** Next questions, to be offered as taps. */
  readonly suggestions: readonly string[]
}

/** Writes an answer as Markdown, with a numbered mark for each paragraph that it rests on. */
export function toReply(answer: Answer): Reply {
  const { suggestions } = answer
  if (answer.kind !== 'answered') {
    return { text: escapeMarkdown(answer.text), references: [], suggestions }
  }
  return { ...cited(answer), suggestions }
}

/** Lists an answer's references with what stands there. */
export function toSources(references: readonly Reference[]): Reply {
  const lines = references.map(
    ({ label, quote }, index) => `[${index + 1}] ${escapeMarkdown(`${label}: ${quote}`)}`,
  )
  return { text: [words.bot.sources, ...lines].join('\n\n'), references: [], suggestions: [] }
}

function cited(answer: Answered): Pick<Reply, 'text' | 'references'> {
  const references = toReferences(answer)
  const markOf = (passage: Passage) => {
    const at = references.findIndex(({ label }) => label === labelOf(passage))
    return `[${at + 1}]`
  }
  const lines = answer.sentences.map(
    ({ text, passages }) =>
      `${escapeMarkdown(text)} ${[...new Set(passages.map(markOf))].join('')}`,
  )
  const isList = answer.layout === 'list'
  return {
    text: isList ? lines.map((line) => `- ${line}`).join('\n') : lines.join(' '),
    references,
  }
}
