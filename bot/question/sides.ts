import { z } from 'zod'
import type { Mention } from '../../knowledge/entities/gazetteer.js'
import { isFunctionWord } from '../../knowledge/search/terms.js'
import questionWords from '../../prompts/question/en.json' with { type: 'json' }
import { createPhraseFinder, type PhraseFound } from './phrases.js'
import { type Token, tokensOf } from './place-tokens.js'

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
  })
  .parse(questionWords.comparing)
const find = createPhraseFinder(known)

/** How a question wants its sides ordered. */
export type Degree = 'more' | 'less' | 'earlier' | 'later'
const degrees: readonly string[] = ['more', 'less', 'earlier', 'later'] satisfies Degree[]

/** One of the things that a question sets side by side. */
export interface Side {
  /** The user's own words for it. */
  readonly label: string
  /** The question without the other sides. */
  readonly question: string
  /** What it is, where it has a name. */
  readonly entity?: Mention['entity']
  readonly year?: string
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
  const named = [...asked].filter((name): name is Degree => degrees.includes(name))
  const isOffered = named.length > 0 && asked.has('offering')
  const message = { text, tokens, found, mentions }
  return {
    sides: sidesOf(message),
    degrees: new Set(named),
    isAsked: asked.has('asking') || isOffered,
  }
}

interface Message {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly found: readonly PhraseFound<keyof typeof known>[]
  readonly mentions: readonly Mention[]
}

function sidesOf(message: Message): Side[] {
  const { text, tokens, mentions } = message
  const kinds = [...new Set(mentions.map(({ entity }) => entity.kind))]
  const groups = kinds.map((kind) => mentions.filter(({ entity }) => entity.kind === kind))
  const named = groups.filter((group) => group.length >= 2)
  const [group] = named.toSorted(
    (a, b) => Number(areJoined(b, message)) - Number(areJoined(a, message)),
  )
  if (group) {
    return apart(text, group).map((side, at) => ({ ...side, ...entityOf(group[at]) }))
  }
  const years = tokens.filter(({ raw }) => /^(?:19|20)\d\d$/.test(raw))
  const distinct = years.filter(({ raw }, at) => years.findIndex((one) => one.raw === raw) === at)
  if (distinct.length >= 2) {
    return apart(text, distinct).map((side) => ({ ...side, year: side.label }))
  }
  return splitAt(message)
}

const entityOf = (mention: Mention | undefined) => mention && { entity: mention.entity }

/** Whether a connective alone stands between two of them. */
function areJoined(group: readonly Mention[], { tokens, found }: Message): boolean {
  return group.some(({ end }, index) => {
    const next = group[index + 1]
    const at = tokens.findIndex(({ start }) => start >= end)
    const joint = found.find((one) => one.name === 'connective' && one.at === at)
    return next !== undefined && joint !== undefined && tokens[joint.end]?.start === next.start
  })
}

interface Span {
  readonly start: number
  readonly end: number
}

/** A side for each span: its words, and the message without the other spans. */
function apart(text: string, spans: readonly Span[]): Side[] {
  return spans.map((own) => {
    const others = spans.filter((span) => span !== own)
    const question = without(text, others)
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

/** Splits a message at its surest connective; more of the kind before it part more sides. */
function splitAt(message: Message): Side[] {
  const { text, tokens } = message
  const joint = surest(message)
  if (!joint) return []
  const last = [joint.end, clauseEnd(tokens, joint.end)] as const
  const spans = [last]
  for (let end: number | undefined = joint.at; end !== undefined;) {
    const start = conjunctStart(message, { end, like: joint.end })
    if (start >= end) break
    spans.unshift([start, end])
    end = spans.length < most ? partedBefore(message, start, joint) : undefined
    if (
      end !== undefined &&
      !isAlike(
        message,
        [conjunctStart(message, { end, like: joint.end }), end],
        [start, spans[0]?.[1] ?? start],
      )
    )
      break
  }
  if (spans.length < 2) return []
  const places = spans.map(([from, to]) => ({
    start: tokens[from]?.start ?? 0,
    end: tokens[to - 1]?.end ?? text.length,
  }))
  // What stands between two sides goes with the side that is left out.
  return places.map((own, index) => {
    const before = places.slice(0, index).map(({ start }, at) => ({
      start,
      end: places[at + 1]?.start ?? own.start,
    }))
    const after = places.slice(index + 1).map(({ end }, at) => ({
      start: places[index + at]?.end ?? own.end,
      end,
    }))
    return {
      label: text.slice(own.start, own.end),
      question: without(text, [...before, ...after]),
    }
  })
}

/** More things than these aren't taken in side by side. */
const most = 4

/** The surest connective with words on both of its sides; one with like words there is surer. */
function surest(message: Message): PhraseFound<string> | undefined {
  const { tokens, found, text, mentions } = message
  const joints = found.filter(({ name, at, end }) => {
    const [first, next] = [tokens[at], tokens[end]]
    const isInName = mentions.some(
      (one) => first && one.start <= first.start && first.end <= one.end,
    )
    const isPartOfNumber = /\d/.test(text.charAt((first?.start ?? 0) - 1))
    return (
      name === 'connective' &&
      next &&
      isWord(next) &&
      !isInName &&
      !isPartOfNumber &&
      conjunctStart(message, { end: at, like: end }) < at
    )
  })
  const rank = ({ phrase }: PhraseFound<string>) => known.connective.indexOf(phrase)
  const isParallel = ({ at, end }: PhraseFound<string>) =>
    Number(parallelStart(message, { end: at, like: end }) !== undefined)
  return joints.toSorted(
    (a, b) => rank(a) - rank(b) || isParallel(b) - isParallel(a) || b.at - a.at,
  )[0]
}

/** Where a conjunct ends, and where the one that it is set beside begins. */
interface Conjunct {
  readonly end: number
  readonly like: number
}

/** Where the words before a connective begin that it joins: with the same word as those behind it, or as a run of words of content. */
function conjunctStart(message: Message, conjunct: Conjunct): number {
  return parallelStart(message, conjunct) ?? runStart(message, conjunct.end)
}

function parallelStart({ tokens, found }: Message, { end, like }: Conjunct): number | undefined {
  const first = tokens[like]?.word ?? ''
  const isDegree = found.some(({ name, at }) => at === like && degrees.includes(name))
  if (!isFunctionWord(first) && !isDegree) return undefined
  for (let at = end - 1; at >= 0 && (isWordAt(tokens, at) || at === end - 1); at -= 1) {
    if (tokens[at]?.word === first) return at
  }
  return undefined
}

function runStart({ tokens, found }: Message, end: number): number {
  const stops = new Set(found.filter(({ name }) => name !== 'offering').map(({ at }) => at))
  let at = end
  while (
    at > 0 &&
    isWordAt(tokens, at - 1) &&
    !stops.has(at - 1) &&
    !isFunctionWord(tokens[at - 1]?.word ?? '')
  )
    at -= 1
  return at
}

function clauseEnd(tokens: readonly Token[], from: number): number {
  let at = from
  while (isWordAt(tokens, at)) at += 1
  return at
}

const isWord = ({ raw }: Token) => /[\p{L}\d]/u.test(raw)
const isWordAt = (tokens: readonly Token[], at: number) => {
  const token = tokens[at]
  return token !== undefined && isWord(token)
}

/** Where another conjunct ends right before one: at a comma or at the same connective. */
function partedBefore(
  { tokens, found }: Message,
  start: number,
  { phrase }: PhraseFound<string>,
): number | undefined {
  const same = found.find((one) => one.end === start && one.phrase === phrase)
  if (same) return same.at
  return tokens[start - 1]?.raw === ',' ? start - 1 : undefined
}

/** Whether two conjuncts have as many words, or begin with the same one. */
function isAlike(
  { tokens }: Message,
  [a, aEnd]: readonly [number, number],
  [b, bEnd]: readonly [number, number],
): boolean {
  return a < aEnd && (aEnd - a === bEnd - b || tokens[a]?.word === tokens[b]?.word)
}
