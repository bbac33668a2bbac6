import type { Assistant } from '../../bot/assistant.js'
import type { Without } from '../../knowledge/leave-out.js'
import type { Embedder } from '../../knowledge/model/embedder.js'
import type { Outcomes } from './compare.js'
import { isMain } from './questions.js'
import { run, type Scored } from './run.js'

/** What a run and the comparisons with it are made with. */
export interface Laboratory {
  readonly embedder: Embedder
  /** Opens the assistant, without a part where one is named. */
  readonly open: (without?: Without) => Promise<Assistant>
  /** The characters of a message that are read. */
  readonly limit: number
}

/** Asks the main group's questions again, of an assistant without a part. */
export async function runWithout(
  { open, limit }: Laboratory,
  scored: readonly Scored[],
  without: Without,
): Promise<Scored[]> {
  const questions = scored.map(({ question }) => question)
  return run(await open(without), questions.filter(isMain), limit)
}

/** The measures of each question of a run, by id. */
export function outcomesOf(scored: readonly Scored[]): Outcomes {
  return new Map(scored.map(({ question, measures }) => [question.id, measures]))
}
