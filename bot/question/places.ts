/** A place in the document that a question names: a numbered paragraph, or the opening or closing section. */
export interface NamedPlace {
  readonly paragraph?: number
  readonly subparagraph?: string
  readonly section?: 'first' | 'last'
}

const numbered = /(?:\bpara(?:graph)?s?\.?|¶)\s*(\d{1,3})\s*(?:\(?([a-f])\)?(?![a-z]))?/i
const opening =
  /\b(introduct\w+|opening (part|section|paragraphs?)|beginning of the (text|report|document|paper))\b/i
const closing =
  /\b(conclusions?(?= (of|in) (the|this|your) (report|document|paper|text))|(in|of) (the|its|your) conclusions?|clos(ing|es) (part|section|paragraphs?|words|remarks)|final (part|section|paragraphs?)|end of the (text|report|document|paper))\b/i

/** Finds the place of the document that a question names, if any. */
export function placeNamedIn(question: string): NamedPlace | undefined {
  const [, number, letter] = numbered.exec(question) ?? []
  if (number !== undefined) {
    const paragraph = Number(number)
    return letter === undefined ? { paragraph } : { paragraph, subparagraph: letter.toLowerCase() }
  }
  if (closing.test(question)) return { section: 'last' }
  return opening.test(question) ? { section: 'first' } : undefined
}

const ordinals: readonly RegExp[] = [/\b(first|1st)\b/i, /\b(second|2nd)\b/i, /\b(third|3rd)\b/i]

/** Finds which of several things a text is about: 0 for the first; undefined where it doesn't say. */
export function ordinalIn(text: string): number | undefined {
  const found = ordinals.findIndex((ordinal) => ordinal.test(text))
  return found < 0 ? undefined : found
}
