import type { Knowledge } from '../../knowledge/knowledge.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { asksIn, isInverted, isWhole } from './clauses.js'
import { topicHeard } from './heard.js'
import { markersIn, startsLine } from './markers.js'
import { phraseAt, type Token } from './place-tokens.js'
import { placesIn } from './places.js'
import { after, afterLead } from './question-words.js'
import { isRelative, isSubordinate } from './subclauses.js'
import { comparisonIn } from './sides.js'

/** Where a piece of a message begins. */
export interface Cut {
  /** The first token that isn't of the piece before. */
  readonly at: number
  /** The first token of the piece. */
  readonly next: number
  /** What it follows: nothing, the sign of an item, the end of a question, a sentence or a line, or a word that joins. */
  readonly edge: 'start' | 'item' | 'mark' | 'stop' | 'line' | 'joint' | 'comma'
  /** Whether what goes before a word that joins says too little to be a question of its own. */
  readonly isAfterLittle?: boolean
}

/** A message that is read in pieces. */
export interface Message {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly knowledge: Knowledge
}

/** Cuts at the ends of sentences and lines, before the items of lists, and where a word joins two clauses that each ask. */
export function cutsOf(message: Message): Cut[] {
  const { tokens, text } = message
  const items = new Map(markersIn(tokens, text).map((marker) => [marker.at, marker]))
  const cuts: Cut[] = []
  for (const at of tokens.keys()) {
    const item = items.get(at)
    // The full stop behind an item's number ends no sentence.
    if (at < (cuts.at(-1)?.next ?? 0) + Number(cuts.at(-1)?.edge === 'item')) continue
    const edge = at === 0 ? 'start' : edgeBefore(at, message)
    if (item) cuts.push({ ...item, edge: 'item' })
    else if (edge) cuts.push({ at, next: at, edge })
  }
  return cuts
    .filter(({ next }, at) => next < (cuts[at + 1]?.at ?? tokens.length))
    .flatMap((cut, at, all) => [
      cut,
      ...jointsIn({ from: cut.next, end: all[at + 1]?.at ?? tokens.length }, message),
    ])
}

function edgeBefore(at: number, { tokens, text }: Message): Cut['edge'] | undefined {
  const [token, next] = [tokens[at - 1], tokens[at]]
  if (!token || !next) return undefined
  if (startsLine(tokens, at, text) || after(tokens, at - 1, 'parting')) return 'line'
  // Signs in a row end one sentence.
  if (after(tokens, at, 'mark') ?? after(tokens, at, 'stop')) return undefined
  if (after(tokens, at - 1, 'mark')) return 'mark'
  if (token.raw === ',' && isGreeting(at - 1, { tokens, text })) return 'stop'
  // A full stop before a number belongs to “para. 14” or “No. 5”.
  const isStop = after(tokens, at - 1, 'stop') && next.start > token.end && !/^\d/.test(next.raw)
  return isStop ? 'stop' : undefined
}

/** Whether a message begins with small talk before its first comma. */
function isGreeting(comma: number, { tokens, text }: Pick<Message, 'tokens' | 'text'>): boolean {
  const isFirst = tokens.findIndex(({ raw }) => raw === ',') === comma
  return isFirst && topicHeard(text.slice(0, tokens[comma]?.start)) !== undefined
}

interface Span {
  readonly from: number
  readonly end: number
}

function jointsIn({ from, end }: Span, message: Message): Cut[] {
  const joints: Cut[] = []
  const text = textBetween({ from, end }, message)
  // What joins the sides of a comparison parts no questions.
  const compared = comparisonIn(text, message.knowledge.gazetteer(text))
  if (compared.isAsked && compared.sides.length > 1) return joints
  let start = from
  for (let at = from + 1; at < end; at += 1) {
    const joint = jointAt(at, { from: start, end }, message)
    if (!joint) continue
    joints.push(joint)
    start = joint.next
    at = joint.next
  }
  return joints
}

function jointAt(at: number, { from, end }: Span, message: Message): Cut | undefined {
  const { tokens, knowledge } = message
  const isComma = tokens[at]?.raw === ','
  const first = at + Number(isComma)
  const next = afterLead(tokens, first)
  // “Could the Secretariat please tell …” is one question: what is polite joins nothing.
  const isJoined =
    (after(tokens, first, 'joining') ?? after(tokens, first, 'ordering')) !== undefined
  if (next >= end || !(isComma || isJoined)) return undefined
  const cut = { at, next, edge: isJoined ? 'joint' : 'comma' } as const
  const { gazetteer } = knowledge
  const left = { tokens: tokens.slice(from, at), gazetteer }
  const right = { tokens: tokens.slice(next, end), gazetteer }
  const asking = after(tokens, next, 'asking') ?? after(tokens, next, 'telling')
  if (asking === undefined && !isInverted(right)) {
    const isApart = isPlace({ from: next, end }, message) && asksIn(left) !== 'not'
    return isApart && !left.tokens.some((_, one) => isUnit(left.tokens, one)) ? cut : undefined
  }
  if (isPlace({ from, end: at }, message)) return cut
  // What “when and where” begin is one question.
  const isBare = after(tokens, at - 1, 'asking') !== undefined
  const says = right.tokens.some(({ raw }) => termsOf(raw).length > 0)
  if (!says || isBare || asksIn(left) === 'not') return undefined
  if (!isJoined && (isRelative(right) || isSubordinate(left))) return undefined
  return { ...cut, isAfterLittle: !isWhole(left) }
}

/** Whether words are nothing but the name of a place in a document. */
export function isPlace(span: Span, message: Message): boolean {
  const { tokens, knowledge } = message
  const from = afterLead(tokens, span.from)
  if (!isUnit(tokens, from)) return false
  return placesIn(textBetween({ from, end: span.end }, message), knowledge.documents).isAll
}

function isUnit(tokens: readonly Token[], at: number): boolean {
  return (['paragraph', 'section', 'letter'] as const).some(
    (unit) => phraseAt(tokens, at, unit) !== undefined,
  )
}

/** The message's text from one token to another. */
export function textBetween({ from, end }: Span, { text, tokens }: Message): string {
  return text.slice(tokens[from]?.start ?? text.length, tokens[end - 1]?.end ?? text.length)
}
