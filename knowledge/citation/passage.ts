/** The identity of a place: a numbered paragraph of one document, or a lettered part of it. */
export interface PassageId {
  /** The document's symbol, such as `CTOC/COP/2012/10`. */
  readonly document: string
  readonly paragraph: number
  readonly subparagraph?: string
}

/** A piece of a document that can be cited: a paragraph or one of its lettered sub-paragraphs. */
export interface Passage extends PassageId {
  /** The section's roman number and title, such as `V. Improving …`. */
  readonly section: string
  /** The document's full reference, with the slots `{document}` and `{places}`. */
  readonly form: string
  readonly text: string
}

/** A paragraph with all of its lettered parts, as a key for maps. */
export function paragraphKey({ document, paragraph }: PassageId): string {
  return `${document} ${paragraph}`
}
