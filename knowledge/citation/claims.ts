import openingWords from './opening-words.json' with { type: 'json' }

const number = /\d+(?:[.,]\d+)*(?:[/-]\d+)*/g
const capitalised = /(?<![\p{L}\d/.])\p{Lu}[\p{L}\d]*(?:['’][\p{Lu}][\p{L}]*)?(?:[-/][\p{L}\d]+)*/gu
const opening = /(?:^|[.;:!?]\s+|[("“]\s*)$/

/** Words that may open a sentence without being a claim. */
const ordinary = new Set(openingWords.en)

/**
 * The parts of a text that a reader would quote and that must be right: every number (dates among
 * them) and every capitalised word; one that opens a sentence counts unless it is an ordinary word.
 */
export function claims(text: string): string[] {
  const numbers = [...text.matchAll(number)].map(([value]) => value)
  const names = [...text.matchAll(capitalised)]
    .filter(({ 0: word, index }) => !(ordinary.has(word) && opening.test(text.slice(0, index))))
    .map(([word]) => word)
  return [...new Set([...numbers, ...names])]
}
