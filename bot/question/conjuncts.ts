import type { Mention } from '../../knowledge/entities/gazetteer.js'
import { isFunctionWord } from '../../knowledge/search/terms.js'
import type { PhraseFound } from './phrases.js'
import type { Token } from './place-tokens.js'
import { limits } from '../limits.js'

/** Words of a message, from one token to before another. */
export interface Range {
  readonly at: number
  readonly end: number
}

/** One of the things that a connective joins. */
export interface Conjunct extends Range {
  /** What “the one” stands for, and the words behind it; where it begins with such words. */
  readonly antecedent?: Range | undefined
  readonly rest: Range
}

interface Message {
  readonly tokens: readonly Token[]
  readonly mentions: readonly Mention[]
  /** What may join two things, the surest first. */
  readonly connectives: readonly PhraseFound<string>[]
  /** Words that stand for others, such as “the one”. */
  readonly standing: readonly PhraseFound<string>[]
  /** What can’t be a part of what is joined. */
  readonly stops: readonly PhraseFound<string>[]
}

/**
 * The things that the surest connective of a message joins, in order. What stands before it begins
 * with the words that what stands behind it begins with, or is a run of words of content; what
 * stands behind is as long, so that what is asked of both isn’t taken for a part of it.
 */
export function conjunctsIn(message: Message): Conjunct[] {
  const joint = surest(message)
  if (!joint) return []
  const first = { at: startBefore(message, joint), end: trimmed(message, joint.at) }
  const parts = [first]
  for (
    let part = partBefore(message, first, joint);
    part && parts.length < limits.glance.sides - 1;
  ) {
    parts.unshift(part)
    part = partBefore(message, part, joint)
  }
  parts.push({ at: joint.end, end: endOf(message, joint) })
  const [antecedent] = parts
  return parts.map((part) => toConjunct(message, part, antecedent))
}

function surest(message: Message): PhraseFound<string> | undefined {
  const { tokens, connectives, mentions } = message
  const isInName = ({ at }: Range) =>
    mentions.some(({ start, end }) => {
      const { start: from = -1, end: to = -1 } = tokens[at] ?? {}
      return start <= from && to <= end
    })
  const joints = connectives.filter(
    (one) =>
      !isInName(one) &&
      isWordAt(message, one.end) &&
      !isNumeral(message, one) &&
      isThing(message, { at: one.end, end: endOf(message, one) }) &&
      startBefore(message, one) < one.at,
  )
  const same = joints.filter(({ phrase }) => phrase === joints[0]?.phrase)
  return same.findLast((one) => matchBefore(message, one) !== undefined) ?? same.at(-1)
}

/** Whether words name something, and don't only stand for others as “who the other” does. */
function isThing({ tokens, standing }: Message, { at, end }: Range): boolean {
  const isStanding = (index: number) => standing.some((one) => one.at <= index && index < one.end)
  const words = tokens.slice(at, end)
  return words.some(({ word }, offset) => !isFunctionWord(word) && !isStanding(at + offset))
}

/** Whether a sign stands between digits, as in 4/2. */
const isNumeral = ({ tokens }: Message, { at, end }: Range) =>
  /^\d/.test(tokens[end]?.raw ?? '') && !/\p{L}/u.test(tokens[at]?.raw ?? '')

/** Where what stands before a connective begins; the connective itself where nothing does. */
function startBefore(message: Message, joint: Range): number {
  const match = matchBefore(message, joint)
  if (match) return match.at
  const { tokens, stops } = message
  let at = joint.at
  while (joint.at - at < limits.longest.conjunct && isWordAt(message, at - 1)) {
    const isStop = stops.some((stop) => stop.at < at && at <= stop.end)
    if (isStop || isFunctionWord(tokens[at - 1]?.word ?? '')) break
    at -= 1
  }
  return at
}

/** Where words like those behind a connective stand before it, the most of them and the last. */
function matchBefore(message: Message, { at: joint, end: like }: Range): Range | undefined {
  const { tokens } = message
  if (!isFunctionWord(tokens[like]?.word ?? '')) return undefined
  let best: Range | undefined
  for (let at = joint - 1; at >= 0 && joint - at <= limits.longest.conjunct; at -= 1) {
    if (!isWordAt(message, at) && at < joint - 1) break
    let end = at
    while (end < joint && tokens[end]?.word === tokens[like + end - at]?.word) end += 1
    if (end - at > (best ? best.end - best.at : 0)) best = { at, end }
  }
  return best
}

/** Where what stands behind a connective ends. */
function endOf(message: Message, joint: Range): number {
  const match = matchBefore(message, joint)
  // A phrase that isn't begun like the one before it can't be measured by it.
  const isBare = !isFunctionWord(message.tokens[joint.end]?.word ?? '')
  const isPhrase = match ? match.end - match.at > 1 : !isBare
  const isStanding = message.standing.some(({ at }) => at === joint.end)
  const length = trimmed(message, joint.at) - startBefore(message, joint)
  const room = isPhrase || isStanding ? limits.longest.conjunct : length
  let end = joint.end
  while (end - joint.end < room && isWordAt(message, end)) end += 1
  return end
}

/** Another thing of the kind, right before a comma or the same connective. */
function partBefore(message: Message, next: Range, { phrase, end: like }: PhraseFound<string>) {
  const { tokens, connectives } = message
  const same = connectives.find((one) => one.end === next.at && one.phrase === phrase)
  const isComma = tokens[next.at - 1]?.raw === ','
  if (!same && !isComma) return undefined
  const end = same ? same.at : next.at - 1
  const part = { at: startBefore(message, { at: end, end: like }), end: trimmed(message, end) }
  const isDigits = ({ at }: Range) => /^\d/.test(tokens[at]?.raw ?? '')
  const isAlike = part.end - part.at === next.end - next.at && isDigits(part) === isDigits(next)
  return part.at < part.end && isAlike ? part : undefined
}

function toConjunct(message: Message, part: Range, first: Range | undefined): Conjunct {
  const standing = message.standing
    .filter(({ at, end }) => at === part.at && end < part.end)
    .toSorted((a, b) => b.end - a.end)[0]
  const isFirstStanding = message.standing.some(({ at }) => at === first?.at)
  if (!standing || !first || isFirstStanding) return { ...part, rest: part }
  const { tokens } = message
  const rest = { at: standing.end, end: part.end }
  const next = tokens
    .slice(first.at, first.end)
    .findIndex(({ word }) => word === tokens[rest.at]?.word)
  const antecedent =
    next > 0 ? { at: first.at, end: first.at + next } : { at: first.end - 1, end: first.end }
  return { ...part, rest, antecedent }
}

/** Before the comma that stands before a connective. */
const trimmed = (message: Message, end: number) => (isWordAt(message, end - 1) ? end : end - 1)

function isWordAt({ tokens }: Message, at: number): boolean {
  return /[\p{L}\d]/u.test(tokens[at]?.raw ?? '')
}
