import { sentencesOf } from '../search/sentences.js'
import { claims } from './claims.js'

/**
 * The part of a passage that supports what is said of it, as long as a reference has room for: from
 * the sentence that has most of its figures, else most of its names. Where a figure stands too far
 * behind the beginning of its sentence, the part begins at a clause or a word before it.
 *
 * @param said the sentences that rest on the passage
 * @param most characters that can be shown
 */
export function abstractOf(
  passage: string,
  { said, most }: { readonly said: string; readonly most: number },
): string {
  const [sentence = 0, ...others] = startsOf(passage)
  const wanted = claims(said)
  const figures = wanted.filter((claim) => /\d/.test(claim))
  const found = new Set(claims(passage).filter((claim) => figures.includes(claim)))
  const inside = [...found].map((figure) => beforeOf(passage, figure, most))
  const starts = [sentence, ...others, ...inside]
  const best = starts.reduce((first, start) => (gainOf(start) > gainOf(first) ? start : first))
  return `${best === 0 || others.includes(best) ? '' : '…'}${passage.slice(best)}`

  /** What the sentence itself shows counts most, then what the rest of the room does; figures before names. */
  function gainOf(start: number): number {
    const end = [...others, passage.length].find((next) => next > start)
    const own = countIn(passage.slice(start, end))
    const all = countIn(passage.slice(start))
    return (own.figures * most + own.claims) * most + all.figures + all.claims / most
  }

  function countIn(text: string) {
    const shown = new Set(claims(cutAt(text, most - 1)))
    const count = (some: readonly string[]) => some.filter((claim) => shown.has(claim)).length
    return { figures: count(figures), claims: count(wanted) }
  }
}

/** Where the sentences of a text begin. */
function startsOf(text: string): number[] {
  let from = 0
  return sentencesOf(text).map((sentence) => {
    const start = text.indexOf(sentence, from)
    from = start + sentence.length
    return start
  })
}

/** The beginning of the clause before a figure, or a word in the first half of the room before it. */
function beforeOf(text: string, figure: string, most: number): number {
  const at = text.indexOf(figure)
  const earliest = Math.max(0, at - Math.floor(most / 2))
  const before = text.slice(earliest, at)
  const clause = Math.max(before.lastIndexOf(', '), before.lastIndexOf('; ')) + 2
  return earliest + (clause > 1 ? clause : before.indexOf(' ') + 1)
}

/** What is left when the last word, which may be torn, is taken away. */
function cutAt(text: string, most: number): string {
  if (text.length <= most) return text
  const head = text.slice(0, most)
  return head.slice(0, Math.max(head.lastIndexOf(' '), 0))
}
