/** Parts of the knowledge that an evaluation can leave out, to see what each brings. */
export const parts = ['facts', 'phrasings', 'gaps', 'words', 'names'] as const
export type Part = (typeof parts)[number]

/** What is left out. */
export interface Without {
  readonly parts?: readonly Part[]
  /** Keys of paragraphs that lose their facts: their sentences speak instead. */
  readonly factsOf?: ReadonlySet<string>
}
