import type { Knowledge } from '../../knowledge/knowledge.js'
import type { FoundFact } from '../evidence.js'
import type { Question } from '../question.js'
import { figuresNamed } from './reckon.js'
import { tell, toldOf, type Told } from './tell.js'

const comparing =
  /\b(compar\w*|versus|vs|differ\w*|contrast|respectively|than|which of the two|earlier|later|older|newer|whereas|more|fewer|larger|bigger|(each|both) of (them|the two)|each of the two)\b/i
const offering = /\b\S+ or \S+|\bthe one\b.*\bthe one\b/i

/** How far the best fact of a second paragraph may lie behind, where the sides aren't named. */
const marginOfSide = 0.3

/**
 * Tells both sides of a comparison, each from its own facts; an empty list where the question
 * compares nothing that can be told apart.
 */
export function compare(
  question: Question,
  facts: readonly FoundFact[],
  knowledge: Knowledge,
): Told[] {
  if (!comparing.test(question.text)) return []
  const known = question.mentions.map(({ entity }) => entity).filter((entity) => entity.known)
  const sides = known
    .filter(({ kind }) => known.filter((other) => other.kind === kind).length >= 2)
    .map(({ id }) => id)
  const { namesIn } = knowledge
  const ofOneSide = (side: string) =>
    facts.filter(({ fact }) => {
      const named = namesIn.fact(fact)
      return !('mentions' in fact) && sides.every((id) => named.has(id) === (id === side))
    })
  const figures = figuresNamed(question.text, facts)
  if (figures.length >= 2) return figures.flatMap((fact) => toldOf(fact, knowledge))
  const told =
    sides.length >= 2
      ? sides.flatMap((side) => tell(ofOneSide(side), question, knowledge).slice(0, 2))
      : byPlace(question, facts, knowledge)
  return told.length >= 2 ? told : []
}

function byPlace(question: Question, facts: readonly FoundFact[], knowledge: Knowledge): Told[] {
  if (!offering.test(question.text)) return []
  const { sought } = question
  const fitting = facts.filter(
    ({ fact }) =>
      sought.length === 0 || sought.some(({ holds }) => holds(fact, knowledge.namesIn.fact(fact))),
  )
  const [first] = fitting
  const second = fitting.find(({ fact }) => fact.paragraphs[0] !== first?.fact.paragraphs[0])
  if (!first || !second || second.score < first.score - marginOfSide) return []
  return [first, second].flatMap((found) => tell([found], question, knowledge))
}
