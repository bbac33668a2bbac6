import type { CitedSentence } from '../../knowledge/citation/sentence.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { citeFact } from '../cite.js'
import type { FoundFact } from '../evidence.js'
import type { Question } from '../question.js'

/** A fact and the sentence that states it. */
export interface Told {
  readonly fact: Fact
  readonly sentence: CitedSentence
  /** Its id as an entry of a list, where it is one. */
  readonly entry?: string
}

/** A fact and its statement; an empty list where its paragraphs don't bear it. */
export function toldOf<Stated extends Fact>(
  fact: Stated,
  knowledge: Knowledge,
): (Told & { readonly fact: Stated })[] {
  const sentence = citeFact(fact, knowledge)
  return sentence ? [{ fact, sentence }] : []
}

/** How far a fact may lie behind the best to be told as well, how much is told, and in how many words. */
interface Breadth {
  readonly margin: number
  readonly most: number
  readonly room: number
}

const narrow: Breadth = { margin: 0.06, most: 2, room: 48 }
const wide: Breadth = { margin: 0.15, most: 4, room: 110 }
/** A fact that holds a part of the question that is still unanswered may lie this far behind. */
const marginOfPart = 0.25
const roomOfParts = 110
/** Questions that a single fact seldom answers whole, and those that ask for one name. */
const openEnded =
  /\b(describe|explain|tell (me|us) (more )?about|what (is|are|was|were|does|do|did|has|have|can|sort|kind|kinds|exactly)|what all|whats|what's|in what|summar\w+|layers?|levels?|else|sorts?|kinds?|bodies|lines)\b/i
const twofold =
  /(\b(and|n)\b|[&+,;]) ?(for |to |by |with |in )?(what|who|whom|when|where|how|why|which|whether)\b/i
const oneName = /\b(name|title|called|titled|entitled|date|year|symbol|number)\b/i

/**
 * States the best fact; then, for each part of the question that it leaves open, the best fact of
 * its paragraph that holds the part; then facts that are hardly less like the question.
 */
export function tell(
  facts: readonly FoundFact[],
  { sought, text }: Question,
  knowledge: Knowledge,
): Told[] {
  const [best] = facts
  if (!best) return []
  const same = facts.filter(
    ({ fact }) =>
      !('mentions' in fact) && fact.paragraphs.every((one) => best.fact.paragraphs.includes(one)),
  )
  const within = (margin: number) => same.filter(({ score }) => score >= best.score - margin)
  const isOpen = sought.some((part) => !part.single) || openEnded.test(text) || twofold.test(text)
  const single = !isOpen || (oneName.test(text) && sought.every((part) => part.single))
  const { margin, most, room } = single ? narrow : wide
  const named = (fact: Fact) => knowledge.namesIn.fact(fact)
  const told: Told[] = []
  const add = (fact: Fact, words: number) => {
    const sentence = citeFact(fact, knowledge)
    const before = told.map((one) => one.sentence.text).join(' ')
    if (!sentence || !fits(before, sentence.text, words) || !adds(before, sentence.text)) return
    told.push({ fact, sentence })
  }
  add(best.fact, room)
  for (const { holds } of sought) {
    const open = !told.some(({ fact }) => holds(fact, named(fact)))
    const found = within(marginOfPart).find(({ fact }) => holds(fact, named(fact)))
    if (open && found) add(found.fact, roomOfParts)
  }
  for (const { fact } of within(margin)) if (told.length < most) add(fact, room)
  return told
}

function fits(before: string, text: string, room: number): boolean {
  return before === '' || `${before} ${text}`.split(/\s+/).length <= room
}

/** Whether a text says something that hasn't been said: at least a third of its longer words are new. */
function adds(before: string, text: string): boolean {
  const said = new Set(longWords(before))
  const words = longWords(text)
  return words.filter((word) => !said.has(word)).length * 3 >= words.length
}

const longWords = (text: string) => text.toLowerCase().match(/[\p{L}\d,.]{4,}/gu) ?? []
