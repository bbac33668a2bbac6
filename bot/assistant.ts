import type { Answer } from './answer.js'

/** What later turns need to know of an earlier one. */
export interface Turn {
  /** The question as the user typed it. */
  readonly question: string
  /** The question made explicit, so that it stands alone. */
  readonly explicit: string
  /** Paragraphs that the answer rested on, or that came first where nothing was found. */
  readonly paragraphs: readonly number[]
  /** Whether the assistant asked which of several things was meant. */
  readonly clarified?: boolean
  /** Ids of the facts that were told. */
  readonly facts: readonly string[]
}

/** Answers one message in the light of the conversation so far, oldest turn first. */
export interface Assistant {
  respond(text: string, history: readonly Turn[]): Promise<{ answer: Answer; turn: Turn }>
}
