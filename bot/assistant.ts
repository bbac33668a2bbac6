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

/** Who asks, and until when anybody waits for the answer. */
export interface Asker {
  /** Whose allowance is taken: a conversation's id, never a name. */
  readonly person: string
  readonly signal: AbortSignal
}

/** Answers one message in the light of the conversation so far, oldest turn first. */
export interface Assistant {
  /** @param asker whose answer need not be written any more once the signal is aborted */
  respond(
    text: string,
    history: readonly Turn[],
    asker?: Asker,
  ): Promise<{ answer: Answer; turn: Turn }>
}
