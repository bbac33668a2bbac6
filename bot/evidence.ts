import type { Fact } from '../knowledge/facts/schema.js'
import type { Hit } from '../knowledge/search/rank.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import { agreementOfFact, agreementOfParagraph } from './agreement.js'
import { type LikelyGap, likelyGap } from './likely-gap.js'
import type { Question } from './question.js'

/** A fact and its likeness to the question. */
export interface FoundFact {
  readonly fact: Fact
  readonly score: number
}

/** What bears on a question, best first. */
export interface Evidence {
  readonly facts: readonly FoundFact[]
  /** Paragraph numbers in order, each once. */
  readonly ranking: readonly number[]
  /** The likeliest thing that the report doesn't say. */
  readonly gap: LikelyGap | undefined
  /** The likeliest topic of small talk. */
  readonly manners: { readonly id: string; readonly score: number } | undefined
}

/** How much the paragraphs of the turn that a question follows are preferred. */
const bonusOfTopic = 0.1
/** How much what was just said is put back. */
const malusOfRepetition = 0.1
/** How much of its paragraph's likeness a fact has a share in. */
const shareOfParagraph = 0.6

/** Retrieves the evidence of a question with one forward pass of the model. */
export async function gather(question: Question, knowledge: Knowledge): Promise<Evidence> {
  const hits = await hitsOf(question, knowledge)
  const near = new Set(question.follows?.paragraphs ?? [])
  const said = new Set(question.follows?.facts ?? [])
  const paragraphs = new Map(
    hits.flatMap(({ source, paragraph, score }) => {
      if (source !== 'paragraph') return []
      const topic = near.has(paragraph) ? bonusOfTopic : 0
      return [
        [paragraph, score + topic + agreementOfParagraph(paragraph, question, knowledge)] as const,
      ]
    }),
  )
  const facts = hits.flatMap(({ source, id, score, paragraph }) => {
    const fact = source === 'fact' ? knowledge.factById.get(id) : undefined
    if (!fact) return []
    const own = score + agreementOfFact(fact, question, knowledge)
    const shared = paragraphs.get(paragraph) ?? own
    const repeated = said.has(id) ? malusOfRepetition : 0
    return [{ fact, score: (1 - shareOfParagraph) * own + shareOfParagraph * shared - repeated }]
  })
  const first = (wanted: string) => hits.find(({ source }) => source === wanted)
  return {
    facts: facts.sort((a, b) => b.score - a.score),
    ranking: [...paragraphs]
      .sort(([, a], [, b]) => b - a)
      .map(([paragraph]) => paragraph)
      .slice(0, 10),
    gap: likelyGap(question, hits, knowledge),
    manners: first('manners'),
  }
}

/** What leans on another question has at most 25 words; two passes of the model cost no more than one. */
const tokensOfFollowUp = 64

/** A question that leans on another is searched for by itself and together with the other, half and half. */
async function hitsOf({ text, explicit }: Question, { retriever }: Knowledge): Promise<Hit[]> {
  const whole = await retriever.hits(explicit)
  if (text === explicit) return whole
  const alone = await retriever.hits(text, tokensOfFollowUp)
  const scores = new Map(alone.map((hit) => [`${hit.source} ${hit.id}`, hit.score]))
  return whole.map((hit) => ({
    ...hit,
    score: (hit.score + (scores.get(`${hit.source} ${hit.id}`) ?? 0)) / 2,
  }))
}
