type Cut = (text: string) => string[]

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** From the kindest cut to the last resort, which a single long word without a space needs. */
const CUTS: readonly Cut[] = [
  (text) => Array.from(segmenter.segment(text), ({ segment }) => segment),
  (text) => text.match(/\S+\s*/g) ?? [],
  (text) => Array.from(text),
]

/**
 * Cuts a text into pieces of at most `maxTokens` tokens as `countTokens` counts them: at sentence
 * ends, inside an over-long sentence at words, inside an over-long word at characters. Order and
 * characters stay, but for white space where pieces meet. Throws when one character is too long.
 */
export function splitByTokens(
  text: string,
  countTokens: (text: string) => number,
  maxTokens: number,
): string[] {
  const fits = (piece: string) => countTokens(piece.trim()) <= maxTokens
  return split(text, fits, CUTS)
}

function split(text: string, fits: (piece: string) => boolean, cuts: readonly Cut[]): string[] {
  if (text.trim() === '') return []
  if (fits(text)) return [text.trim()]
  const [cut, ...finer] = cuts
  if (!cut) throw new Error(`Model: "${text}" alone has more tokens than a piece may have.`)
  return pack(cut(text), fits).flatMap((piece) => split(piece, fits, finer))
}

/** Joins neighbours for as long as they fit together. */
function pack(parts: readonly string[], fits: (piece: string) => boolean): string[] {
  const packed: string[] = []
  for (const part of parts) {
    const joined = (packed.at(-1) ?? '') + part
    if (packed.length > 0 && fits(joined)) packed[packed.length - 1] = joined
    else packed.push(part)
  }
  return packed
}
