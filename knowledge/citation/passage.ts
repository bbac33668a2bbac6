/** A piece of the document that can be cited: a paragraph or one of its lettered sub-paragraphs. */
export interface Passage {
  /** The document's symbol, such as `CTOC/COP/2012/10`. */
  readonly document: string
  /** The section's roman number and title, such as `V. Improving …`. */
  readonly section: string
  readonly paragraph: number
  readonly subparagraph?: string
  readonly text: string
}
