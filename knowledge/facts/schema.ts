import { z } from 'zod'
import type { PassageId } from '../citation/passage.js'

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens')
const words = z.string().trim().min(1)
const partialDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'a date as YYYY, YYYY-MM or YYYY-MM-DD')
const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code in capitals')

const base = {
  id,
  /** A short, plain question that the fact answers, to be offered as the next one. */
  ask: z
    .string()
    .max(60)
    .regex(/^\p{Lu}.*\?$/u, 'a question from its capital to its question mark')
    .optional(),
  /** One self-contained sentence in our own words: what the report says. */
  statement: words,
  /** The numbered paragraphs that the statement rests on, the main one first. */
  paragraphs: z.array(z.int().min(1)).min(1),
  /** The lettered sub-paragraph of the main paragraph, where there is one. */
  subparagraph: z
    .string()
    .regex(/^[a-z]$/)
    .optional(),
  /** What it is about; the values of `--topic`. */
  topics: z.array(id).min(1),
}

const names = { name: words, acronym: words.optional(), aliases: z.array(words).default([]) }
const mention = z.strictObject({
  paragraph: z.int().min(1),
  subparagraph: z
    .string()
    .regex(/^[a-z]$/)
    .optional(),
  /** One sentence: what this paragraph says of the country or organization. */
  statement: words,
})

/** One record of the fact database; `kind` decides the other fields. */
export const factSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...base,
    ...names,
    kind: z.literal('programme'),
    partners: z.array(words).default([]),
    funder: words.optional(),
    countries: z.array(country).default([]),
    regions: z.array(words).default([]),
    from: partialDate.optional(),
    to: partialDate.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('publication'),
    title: words,
    aliases: z.array(words).default([]),
    type: z.enum([
      'manual',
      'guide',
      'toolkit',
      'kit',
      'model law',
      'framework',
      'film',
      'video',
      'database',
      'software',
      'curriculum',
      'report',
    ]),
    year: z.int().optional(),
    status: z.enum(['available', 'in preparation']),
    publisher: words.optional(),
    languages: z.array(words).default([]),
    link: words.optional(),
    audience: words.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('event'),
    type: z.enum([
      'workshop',
      'course',
      'seminar',
      'mission',
      'meeting',
      'conference',
      'session',
      'launch',
      'appointment',
    ]),
    what: words,
    places: z.array(words).default([]),
    countries: z.array(country).default([]),
    from: partialDate.optional(),
    to: partialDate.optional(),
    audience: words.optional(),
    organizers: z.array(words).default([]),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('figure'),
    what: words,
    value: z.number(),
    /** How the value is qualified in the report. */
    bound: z.enum(['exactly', 'over', 'about']).default('exactly'),
    unit: words,
    year: words.optional(),
    scope: words,
  }),
  z.strictObject({
    ...base,
    ...names,
    kind: z.literal('country'),
    iso: country.optional(),
    region: words,
    mentions: z.array(mention).min(1),
  }),
  z.strictObject({
    ...base,
    ...names,
    kind: z.literal('organization'),
    mentions: z.array(mention).min(1),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('document'),
    type: z.enum(['convention', 'protocol', 'resolution', 'decision', 'report', 'law']),
    title: words,
    symbol: words.optional(),
    aliases: z.array(words).default([]),
    body: words.optional(),
  }),
  z.strictObject({
    ...base,
    kind: z.literal('statement'),
    /** What the statement answers about its subject. */
    aspect: z.enum(['what', 'how', 'why', 'who', 'result', 'plan', 'content', 'scope']),
  }),
])

/** A record and the symbol of the document that it was read from. */
export type Fact = z.infer<typeof factSchema> & { readonly document: string }
export type FactKind = Fact['kind']

/** Where a fact rests, its main place first. */
export function placesOf({ document, paragraphs, subparagraph }: Fact): PassageId[] {
  return paragraphs.map((paragraph, at) => ({
    document,
    paragraph,
    ...(at === 0 && subparagraph !== undefined && { subparagraph }),
  }))
}
