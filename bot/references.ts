import type { Passage } from '../knowledge/citation/passage.js'
import { fill, words } from '../prompts/words.js'
import type { Answered } from './answer.js'

/** A place in the document, as a reader would write it down, and what stands there. */
export interface Reference {
  readonly document: string
  readonly paragraph: number
  readonly subparagraph?: string
  /** Such as `CTOC/COP/2012/10, para. 29` or `CTOC/COP/2012/10, para. 25 (a)`. */
  readonly label: string
  readonly quote: string
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
