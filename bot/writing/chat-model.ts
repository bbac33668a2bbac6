import type { Asker } from '../assistant.js'

/** What a language model is asked, as the slots of its prompt take it. */
export interface ModelRequest {
  /** Numbered passages, the only thing that may be said. */
  readonly evidence: string
  /** Earlier questions of the talk, oldest first, a line each. */
  readonly conversation: string
  readonly question: string
  /** What was written first and what of it isn't borne; absent where nothing was written yet. */
  readonly repair?: { readonly written: string; readonly faults: string }
}

/** A language model that writes text. */
export interface ChatModel {
  /**
   * @returns the whole text that the model writes
   * @throws ModelUnavailable where it doesn't answer, in time or at all, or may not be asked
   */
  write(request: ModelRequest, asker: Asker): Promise<string>
}

/** Why a model wrote nothing; the reason is for the operator. */
export class ModelUnavailable extends Error {
  constructor(readonly reason: string) {
    super(`Model: ${reason}`)
  }
}
