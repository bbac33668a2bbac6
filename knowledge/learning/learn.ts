import type { Embedder } from '../model/embedder.js'
import type { Read } from '../read-knowledge.js'
import type { LeaningCues } from '../search/leaning.js'
import { openSearchable } from '../search/searchable.js'
import { buildNovelty } from '../search/vocabulary.js'
import { fingerprintOf } from './fingerprint.js'
import { learnAnswering } from './learn-answering.js'
import { learnAsking } from './learn-asking.js'
import { learnFollowing } from './learn-following.js'
import { learnLeaning } from './learn-leaning.js'
import { learnRanking } from './learn-ranking.js'

interface Source {
  readonly read: Read
  readonly embedder: Embedder
  /** What a message's words tell of whether it leans on another. */
  readonly cuesOf: (text: string) => LeaningCues
}

/**
 * Learns everything that decides from the authored questions, each step with what the one before
 * has learned: what is asked, the ranking, whether there is an answer, and follow-ups.
 * @param report is told each step's name and its figures for questions that were left out
 * @returns what is kept, with the fingerprint of what it was learned from
 */
export async function learn(
  { read, embedder, cuesOf }: Source,
  report: (step: string, figures: object) => void,
) {
  const asking = learnAsking(read.knowledge.facts)
  report('asking', asking.figures)
  const ranking = await learnRanking(read, asking.withoutFold)
  report('ranking', ranking.figures)
  const before = { ranking: ranking.ranking, meaning: ranking.meaning }
  const answering = await learnAnswering(
    read,
    { ...before, withoutFold: asking.withoutFold },
    await questionsOfSeveral(read, embedder),
  )
  report('answering', answering.figures)
  const known = { answering: answering.weights, ...before, asking: asking.weights }
  const novelty = buildNovelty(read.units)
  const learned = { ...known, following: {} as never }
  const searchable = openSearchable(read.units, { ...read.knowledge, novelty, learned })
  const leaning = await learnLeaning({ read, embedder, searchable, cuesOf })
  report('leaning', leaning.figures)
  const following = await learnFollowing({ read, embedder, searchable })
  report('following', following.figures)
  return {
    from: fingerprintOf(read.units, embedder),
    following: { leaning: leaning.weights, ...following.weights },
    ...known,
  }
}

/** The questions that need several statements, with their vectors. */
async function questionsOfSeveral({ knowledge }: Read, embedder: Embedder) {
  const questions = knowledge.facts.broad.flatMap(({ id, questions: list }) =>
    list.map((text) => ({ id, text })),
  )
  const vectors = await embedder.embed(questions.map(({ text }) => text))
  return questions.flatMap((one, at) => {
    const vector = vectors[at]
    return vector ? [{ ...one, vector }] : []
  })
}
