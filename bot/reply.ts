import type { Passage } from '../knowledge/citation/passage.js'
import { fill, words } from '../prompts/words.js'
import type { Answer, Answered } from './answer.js'
import { escapeMarkdown } from './markdown.js'

/** A place in the document, as a reader would write it down, and what stands there. */
export interface Reference {
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

function cited({ sentences }: Answered): Pick<Reply, 'text' | 'references'> {
  const quotes = new Map<string, string>()
  for (const passage of sentences.flatMap(({ passages }) => passages)) {
    quotes.set(labelOf(passage), passage.text)
  }
  const labels = [...quotes.keys()]
  const marked = sentences.map(({ text, passages }) => {
    const marks = new Set(passages.map((passage) => `[${labels.indexOf(labelOf(passage)) + 1}]`))
    return `${escapeMarkdown(text)} ${[...marks].join('')}`
  })
  return {
    text: marked.join(' '),
    references: [...quotes].map(([label, quote]) => ({ label, quote })),
  }
}

/** Names a passage as a reader would write it down: `CTOC/COP/2012/10, para. 25 (a)`. */
export function labelOf({ document, paragraph, subparagraph }: Passage): string {
  return subparagraph === undefined
    ? fill(words.bot.paragraph, { document, paragraph })
    : fill(words.bot.subparagraph, { document, paragraph, subparagraph })
}
