const number = /\d+(?:[.,]\d+)*(?:[/-]\d+)*/g
const capitalised = /(?<![\p{L}\d/.])\p{Lu}[\p{L}\d]*(?:['’][\p{Lu}][\p{L}]*)?(?:[-/][\p{L}\d]+)*/gu
const opening = /(?:^|[.;:!?]\s+|[("“]\s*)$/

/** Words that may open a sentence without being a claim. */
const ordinary = new Set(
  'A After Against All Also Although Among An And As At Because Before Beside Besides Between Both But By Details Document During Each Enhancing Establishing Few Following For From Further Given How If In It Its Many More Most No None Nor Not Of On One Only Or Other Over Overall Setting Since So Some Such Than That The Their Them Then There These They This Those Three Through Throughout Thus To Training Two Under Until What When Where Which While Who With Within Without'.split(
    ' ',
  ),
)

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
