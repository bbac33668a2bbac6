import { abstractOf } from '../knowledge/citation/abstract.js'
import type { Passage } from '../knowledge/citation/passage.js'
import type { CitedSentence } from '../knowledge/citation/sentence.js'
import { fill, words } from '../prompts/words.js'
import { limits } from './limits.js'

/** A place in the document, as a reader would write it down, and what stands there. */
export interface Reference {
  readonly document: string
  readonly paragraph: number
  readonly subparagraph?: string
  /** The document's full reference with its slots; missing in references kept by earlier releases. */
  readonly form?: string
  /** The section's number and title; missing in references kept by earlier releases. */
  readonly section?: string
  /** Such as `CTOC/COP/2012/10, para. 29` or `CTOC/COP/2012/10, para. 25 (a)`. */
  readonly label: string
  readonly quote: string
  /** The part of it that supports the answer, begun at the supporting sentence; missing outside answers. */
  readonly abstract?: string
}

/** The places that an answer rests on, each once, in the order of its sentences. */
export function toReferences(sentences: readonly CitedSentence[]): Reference[] {
  const passages = sentences.flatMap((sentence) => sentence.passages)
  const places = new Map(passages.map((passage) => [labelOf(passage), passage]))
  return [...places].map(([label, passage]) => {
    const resting = sentences.filter((one) => one.passages.some((each) => labelOf(each) === label))
    const said = resting.map(({ text }) => text).join(' ')
    const abstract = abstractOf(passage.text, { said, most: limits.cut.abstract })
    return { ...toReference(passage), abstract }
  })
}

/** A passage as a place to refer to. */
export function toReference(passage: Passage): Reference {
  const { document, paragraph, subparagraph, form, section, text: quote } = passage
  const letter = subparagraph === undefined ? {} : { subparagraph }
  return { document, paragraph, ...letter, form, section, label: labelOf(passage), quote }
}

/** Names a passage as a reader would write it down: `CTOC/COP/2012/10, para. 25 (a)`. */
export function labelOf({ document, paragraph, subparagraph }: Passage): string {
  return subparagraph === undefined
    ? fill(words.bot.paragraph, { document, paragraph })
    : fill(words.bot.subparagraph, { document, paragraph, subparagraph })
}
