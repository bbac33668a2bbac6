import type { Knowledge } from '../../knowledge/knowledge.js'
import { asksIn } from './clauses.js'
import { isRelative } from './subclauses.js'
import { type Cut, cutsOf, isPlace, type Message, textBetween } from './cuts.js'
import { topicHeard } from './heard.js'
import { tokensOf } from './place-tokens.js'
import { after, afterLead } from './question-words.js'
import { limits } from '../limits.js'

/** A piece of a message that may be a question of its own. */
export interface Part {
  readonly text: string
  /** What leads in to the questions of a message, and may say what the first is about. */
  readonly lead?: string
  /**
   * Whether it surely is one; perhaps, where it has an answer of its own and so has the one before;
   * or hardly, where nothing is found for the two together.
   */
  readonly isOne: 'surely' | 'perhaps' | 'hardly'
}

interface Piece extends Part {
  readonly edge: Cut['edge']
  /** Whether it asks nothing: it leads in to a question or closes one. */
  readonly isPlain: boolean
  /** Whether it is nothing but small talk. */
  readonly isTalk: boolean
  /** Whether it ends without a question mark, as what a list goes on with. */
  readonly isOpen: boolean
  /** Whether its words ask, without its question mark. */
  readonly isAsking: boolean
}

/**
 * Reads a message as the questions that it is made of, in order. What goes before the first question
 * leads in to it, and what follows one without asking anything closes it.
 * @returns at least one; the message itself where it asks one thing
 */
export function partsOf(text: string, knowledge: Knowledge): readonly [Part, ...Part[]] {
  const message = { text, tokens: tokensOf(text), knowledge }
  const cuts = cutsOf(message).slice(0, limits.message.cuts)
  const all = cuts.map((cut, at) => pieceOf(cut, cuts[at + 1], message))
  const pieces = all.filter(({ isTalk }) => !isTalk)
  const [first, ...rest] = gathered(withStem(pieces))
  const isWhole = rest.length === 0 && pieces.length === all.length
  return first && !isWhole ? [first, ...rest] : [{ text, isOne: 'surely' }]
}

function pieceOf(cut: Cut, following: Cut | undefined, message: Message): Piece {
  const { tokens, knowledge } = message
  const { edge, next, isAfterLittle = false } = cut
  const end = following?.at ?? tokens.length
  const from = Math.min(afterLead(tokens, next), end - 1)
  const own = tokens.slice(from, end)
  const isOpen = after(own, own.length - 1, 'mark') === undefined
  const words = isOpen ? own : own.slice(0, -1)
  const clause = { tokens: own, gazetteer: knowledge.gazetteer }
  const asks = asksIn(clause)
  const describes = edge === 'joint' && isRelative(clause)
  const isSure =
    edge === 'item' ||
    (edge === 'joint' && !describes) ||
    (edge !== 'comma' && !describes && asks === 'surely') ||
    isPlace({ from, end }, message)
  const isLine =
    edge === 'line' || edge === 'comma' || (edge === 'start' && following?.edge === 'line')
  const isLed = from > next && edge !== 'start'
  return {
    edge,
    text: textBetween({ from: isLed ? from : next, end }, message),
    isOne: isAfterLittle ? 'hardly' : isSure ? 'surely' : 'perhaps',
    isPlain: !isSure && asks === 'not' && !isLed && !isLine,
    isTalk: topicHeard(textBetween({ from: next, end }, message)) !== undefined,
    isOpen,
    isAsking: asksIn({ tokens: words, gazetteer: knowledge.gazetteer }) === 'surely',
  }
}

/** Gives the question that the items of a list go on with to each: “What is said of: 1. Kenya 2. Ghana”. */
function withStem(pieces: readonly Piece[]): readonly Piece[] {
  const at = pieces.findIndex(({ edge }) => edge === 'item')
  const stem = pieces[at - 1]
  if (!stem?.isOpen) return pieces
  const items = pieces
    .slice(at)
    .map((item) =>
      stem.isPlain || item.isAsking ? item : { ...item, text: `${stem.text} ${item.text}` },
    )
  return [...pieces.slice(0, at - 1), ...items]
}

/** What leads in to questions is read with the first, what closes one with it. */
function gathered(pieces: readonly Piece[]): Part[] {
  const parts: Part[] = []
  const leads: string[] = []
  for (const { text, isOne, isPlain } of pieces) {
    const last = parts.at(-1)
    if (!isPlain) parts.push({ text, isOne })
    else if (last) parts.splice(-1, 1, { ...last, text: `${last.text} ${text}` })
    else leads.push(text)
  }
  const [first, ...rest] = parts
  return first ? [{ ...first, ...(leads.length > 0 && { lead: leads.join(' ') }) }, ...rest] : []
}
