import type { PassageId } from '../knowledge/citation/passage.js'
import type { Answer } from './answer/answer.js'

/** What later turns need to know of an earlier one. */
export interface Turn {
  /** The question as the user typed it. */
  readonly question: string
  /** The question made explicit, so that it stands alone. */
  readonly explicit: string
  /** The places that the answer rested on, or that came first where nothing was found. */
  readonly places: readonly PassageId[]
  /** Whether nothing was asked: no later question leans on it. */
  readonly smallTalk?: boolean
  /** Ids of the statements that were told. */
  readonly told: readonly string[]
}

/** Answers one message in the light of the conversation so far, oldest turn first. */
export interface Assistant {
  respond(text: string, history: readonly Turn[]): Promise<{ answer: Answer; turn: Turn }>
}
