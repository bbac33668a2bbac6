import { z } from 'zod'
import type { Mention } from '../../knowledge/entities/gazetteer.js'
import { termsOf } from '../../knowledge/search/terms.js'
import questionWords from '../../prompts/question/en.json' with { type: 'json' }
import { conjunctsIn, type Range } from './conjuncts.js'
import { createPhraseFinder } from './phrases.js'
import { type Token, tokensOf } from './place-tokens.js'
import { limits } from '../limits.js'

const phrases = z.array(z.string().min(1)).min(1)
const known = z
  .strictObject({
    /** What asks for a comparison, whatever is compared. */
    asking: phrases,
    /** What stands between two sides, the surest first. */
    connective: phrases,
    /** Those that offer one of two. */
    offering: phrases,
    more: phrases,
    less: phrases,
    earlier: phrases,
    later: phrases,
    dated: phrases,
    counted: phrases,
    /** What stands for a word that was said before. */
    standing: phrases,
  })
  .parse(questionWords.comparing)
const find = createPhraseFinder(known)

const rank = ({ phrase }: { readonly phrase: string }) => known.connective.indexOf(phrase)

const orders = ['more', 'less', 'earlier', 'later'] as const
const measures = ['dated', 'counted'] as const

/** How a question wants its sides ordered, and what by: dates or figures. */
export type Degree = (typeof orders)[number] | (typeof measures)[number]
const degrees: readonly Degree[] = [...orders, ...measures]
const isOrder = (name: string) => orders.some((one) => one === name)

/** One of the things that a question sets side by side. */
export interface Side {
  /** The user's own words for it. */
  readonly label: string
  /** The question without the other sides. */
  readonly question: string
  /** What it is, where it has a name. */
  readonly entity?: Mention['entity']
  readonly year?: string
  /** Whether nothing is asked of it but to be compared. */
  readonly isBare?: boolean
}

/** What a question sets side by side, and how. */
export interface Comparison {
  readonly sides: readonly Side[]
  readonly degrees: ReadonlySet<Degree>
  /** Whether its words ask for a comparison. */
  readonly isAsked: boolean
}

/**
 * Finds what a question sets side by side: names of one kind, else years, else what stands on both
 * sides of a connective. No sides where there is nothing of the kind.
 * @param mentions whatever the question names
 */
export function comparisonIn(text: string, mentions: readonly Mention[]): Comparison {
  const tokens = tokensOf(text)
  const found = find(tokens)
  const asked = new Set(found.map(({ name }) => name))
  const named = degrees.filter((degree) => asked.has(degree))
  const isOffered = named.some(isOrder) && asked.has('offering')
  const of = (wanted: keyof typeof known) => found.filter(({ name }) => name === wanted)
  const connectives = of('connective').toSorted((a, b) => rank(a) - rank(b))
  // How sides are compared isn't asked of each of them.
  const comparing = found.filter(({ name }) => name === 'asking' || isOrder(name))
  const message = {
    text,
    comparing: comparing.map((one) => spanOf(one, tokens)),
    tokens,
    mentions,
    connectives,
    standing: of('standing'),
    stops: of('asking'),
  }
  return {
    sides: sidesOf(message),
    degrees: new Set(named),
    isAsked: asked.has('asking') || isOffered,
  }
}

type Message = Parameters<typeof conjunctsIn>[0] & {
  readonly text: string
  readonly comparing: readonly Span[]
}

function sidesOf(message: Message): Side[] {
  const { tokens, mentions } = message
  const kinds = [...new Set(mentions.map(({ entity }) => entity.kind))]
  const groups = kinds.map((kind) => mentions.filter(({ entity }) => entity.kind === kind))
  const named = groups.filter(({ length }) => length >= 2 && length <= limits.glance.sides)
  const [group] = named.toSorted(
    (a, b) => Number(areJoined(b, message)) - Number(areJoined(a, message)),
  )
  if (group) {
    return apart(message, group).map((side, at) => {
      const isBare = termsOf(side.question.replace(side.label, '')).length === 0
      return { ...side, ...entityOf(group[at]), isBare }
    })
  }
  const years = tokens.filter(({ raw }) => /^(?:19|20)\d\d$/.test(raw))
  const distinct = [...new Map(years.toReversed().map((year) => [year.raw, year])).values()]
  if (distinct.length > limits.glance.sides) return []
  if (distinct.length >= 2) {
    return apart(message, distinct.toReversed()).map((side) => ({ ...side, year: side.label }))
  }
  return split(message)
}

const entityOf = (mention: Mention | undefined) => mention && { entity: mention.entity }

/** Whether a connective alone stands between two of them. */
function areJoined(group: readonly Mention[], { tokens, connectives }: Message): boolean {
  return group.some(({ end }, index) => {
    const next = group[index + 1]
    const at = tokens.findIndex(({ start }) => start >= end)
    const joint = connectives.find((one) => one.at === at)
    return next !== undefined && joint !== undefined && tokens[joint.end]?.start === next.start
  })
}

interface Span {
  readonly start: number
  readonly end: number
}

function spanOf({ at, end }: Range, tokens: readonly Token[]): Span {
  const start = tokens[at]?.start ?? 0
  return { start, end: tokens[end - 1]?.end ?? start }
}

/** A side for each span: its words, and the message without the other spans. */
function apart({ text, comparing }: Message, spans: readonly Span[]): Side[] {
  return spans.map((own) => {
    const others = spans.filter((span) => span !== own)
    const words = comparing.filter(({ start, end }) =>
      spans.every((one) => end <= one.start || one.end <= start),
    )
    const question = without(text, [...others, ...words])
    return { label: text.slice(own.start, own.end), question }
  })
}

function without(text: string, spans: readonly Span[]): string {
  let left = ''
  let at = 0
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    left += `${text.slice(at, start)} `
    at = end
  }
  return `${left}${text.slice(at)}`.replaceAll(/\s+/g, ' ').trim()
}

/** The things that a connective joins, each with what is asked of all of them. */
function split(message: Message): Side[] {
  const { text, tokens, comparing } = message
  const conjuncts = conjunctsIn(message)
  const [first, last] = [conjuncts[0], conjuncts.at(-1)]
  if (!first || !last) return []
  const { start, end } = spanOf({ at: first.at, end: last.end }, tokens)
  const before = without(
    text.slice(0, start),
    comparing.filter((one) => one.end <= start),
  )
  const after = without(text, [{ start: 0, end }, ...comparing.filter((one) => one.start >= end)])
  return conjuncts.map((one) => {
    const label = wordsOf(one, message)
    const { antecedent, rest } = one
    const whole = antecedent ? `${wordsOf(antecedent, message)} ${wordsOf(rest, message)}` : label
    return { label, question: `${before} ${whole} ${after}`.replaceAll(/\s+/g, ' ').trim() }
  })
}

function wordsOf(range: Range, { text, tokens }: Message): string {
  const { start, end } = spanOf(range, tokens)
  return text.slice(start, end)
}
