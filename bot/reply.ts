import type { Passage } from '../knowledge/citation/passage.js'
import { fill, words } from '../prompts/words.js'
import type { Answer, Answered } from './answer.js'
import { escapeMarkdown } from './markdown.js'

/** A place in the document, as a reader would write it down, and what stands there. */
export interface Reference {
  readonly document: string
  readonly paragraph: number
  readonly subparagraph?: string
  /** Such as `CTOC/COP/2012/10, para. 29` or `CTOC/COP/2012/10, para. 25 (a)`. */
  readonly label: string
  readonly quote: string
}

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

/** The places that an answer rests on, each once, in the order of its sentences. */
export function toReferences({ sentences }: Answered): Reference[] {
  const places = new Map<string, Reference>()
  for (const passage of sentences.flatMap(({ passages }) => passages)) {
    const { document, paragraph, subparagraph, text: quote } = passage
    const label = labelOf(passage)
    const place = { document, paragraph, ...(subparagraph === undefined ? {} : { subparagraph }) }
    places.set(label, { ...place, label, quote })
  }
  return [...places.values()]
}

/** Names a passage as a reader would write it down: `CTOC/COP/2012/10, para. 25 (a)`. */
export function labelOf({ document, paragraph, subparagraph }: Passage): string {
  return subparagraph === undefined
    ? fill(words.bot.paragraph, { document, paragraph })
    : fill(words.bot.subparagraph, { document, paragraph, subparagraph })
}
