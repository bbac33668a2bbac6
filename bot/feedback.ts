import { BoundedMap } from './bounded-map.js'

/** One thing that a reader said of an answer; who said it is not kept. */
export interface Feedback {
  /** The answer's id; missing where the channel didn't name it and it can't be told. */
  readonly answer?: string
  readonly reaction?: 'like' | 'dislike'
  readonly comment?: string
  /** What was asked; missing where the bot was restarted since. */
  readonly question?: string
  /** The numbers of the paragraphs that the answer cited. */
  readonly paragraphs?: readonly number[]
}

/** Keeps what readers say of answers. */
export interface FeedbackStore {
  add(entry: Feedback): Promise<void>
}

/** Feedback in memory: gone when the process ends. */
export class MemoryFeedback implements FeedbackStore {
  readonly entries: Feedback[] = []

  add(entry: Feedback): Promise<void> {
    this.entries.push(entry)
    return Promise.resolve()
  }
}

/** What a reader says, as the channel brings it. */
export type Said = Pick<Feedback, 'answer' | 'reaction' | 'comment'>

/** An answer that was sent, as far as feedback on it has to tell. */
interface Given {
  readonly conversation: string
  readonly question: string
  readonly paragraphs: readonly number[]
}

/** Takes thumbs and comments on the answers that it was told of, from whoever got them. */
export class FeedbackDesk {
  readonly #store: FeedbackStore
  readonly #given: BoundedMap<Given>
  /** The last answer of each conversation, which is meant where the channel names none. */
  readonly #latest: BoundedMap<string>

  /** @param limit answers that are remembered, the oldest forgotten first; 5,000 unless told */
  constructor(store: FeedbackStore, limit = 5000) {
    this.#store = store
    this.#given = new BoundedMap(limit)
    this.#latest = new BoundedMap(limit)
  }

  /** Remembers an answer, so that feedback on it is kept with its question and paragraphs. */
  remember(answer: string, given: Given): void {
    this.#given.set(answer, given)
    this.#latest.set(given.conversation, answer)
  }

  /** Forgets an answer and its question, since its author deleted or changed the question. */
  forget(answer: string): void {
    const { conversation = '' } = this.#given.get(answer) ?? {}
    this.#given.delete(answer)
    if (this.#latest.get(conversation) === answer) this.#latest.delete(conversation)
  }

  /**
   * Takes what a reader says.
   *
   * @param isNamed whether the channel says which answer it is about: that is believed after a
   * restart too, while what a form says must be an answer that was given in this conversation
   * @returns the same, with the answer it is about; undefined where it is about none that the
   * reader got
   */
  async take(conversation: string, said: Said, isNamed = false): Promise<Said | undefined> {
    const answer = said.answer ?? this.#latest.get(conversation)
    const given = answer === undefined ? undefined : this.#given.get(answer)
    if (given === undefined ? !isNamed : given.conversation !== conversation) return undefined
    const about = given && { question: given.question, paragraphs: given.paragraphs }
    const whole = { ...(answer !== undefined && { answer }), ...said }
    await this.#store.add({ ...whole, ...about })
    return whole
  }
}
