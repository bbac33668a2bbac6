import { z } from 'zod'
import questionWords from '../../prompts/question/en.json' with { type: 'json' }
import type { Read, Token } from './place-tokens.js'

const phrases = z.array(z.string().min(1)).min(1)
const kindSchema = z.strictObject({
  kind: z.string().min(1),
  /** What one is called, with its `{number}` or its `{rank}`. */
  name: z.string().regex(/\{(?:number|rank)\}/, 'a name with {number} or {rank}'),
  words: phrases,
  /** Such as `5/6`, `5` behind its word, `fifth` before it, or `1988` on either side. */
  forms: z.array(z.enum(['pair', 'number', 'rank', 'year'])).min(1),
  /** Whether it can tell when something happened. */
  isTime: z.boolean().default(false),
})

/** A kind of things that are told apart by a number, and how people write one. */
export type Kind = z.infer<typeof kindSchema>

/** Words about things with a number: their kinds, and what stands before dates and times. */
export const identifierWords = z
  .strictObject({
    kinds: z.array(kindSchema).min(1),
    /** How the symbols of documents begin. */
    bodies: phrases,
    /** What two numbers with a stroke between them follow where they are a date. */
    dating: phrases,
    /** What follows them where they are a share. */
    sharing: phrases,
    /** What a session follows where it tells when something happened. */
    timing: phrases,
  })
  .parse(questionWords.identifiers)

const byFirstWord = new Map<string, { words: readonly string[]; kind: Kind }[]>()
for (const kind of identifierWords.kinds) {
  for (const words of kind.words.map((phrase) => phrase.split(' '))) {
    const [first = ''] = words
    const all = [...(byFirstWord.get(first) ?? []), { words, kind }]
    byFirstWord.set(
      first,
      all.sort((a, b) => b.words.length - a.words.length),
    )
  }
}

/** The kind of things whose word stands at a position; the longest phrase wins. */
export function kindAt(tokens: readonly Token[], at: number): Read<Kind> | undefined {
  const found = byFirstWord
    .get(tokens[at]?.word ?? '')
    ?.find(({ words }) => words.every((word, offset) => tokens[at + offset]?.word === word))
  return found && { value: found.kind, next: at + found.words.length }
}

/** What a thing of a kind is called: `resolution 5/6`, `the fifth session`. */
export function nameOf({ name }: Kind, number: string): string {
  return name.replace('{number}', number).replace('{rank}', rankOf(Number(number)))
}

const { ordinal, tens, tenth } = questionWords.places

/** A rank in words up to 99, beyond that in figures. */
function rankOf(rank: number): string {
  const [ten, one] = [Math.floor(rank / 10) - 2, rank % 10]
  const round = tenth[ten]
  if (rank < ordinal.length) return ordinal[rank] ?? String(rank)
  if (round === undefined) return String(rank)
  return one === 0 ? round : `${tens[ten] ?? ''}-${ordinal[one] ?? ''}`
}
