import { z } from 'zod'

/** One thing that a reader said of an answer; who said it is not kept. */
export interface Feedback {
  /** The answer's id. */
  readonly answer: string
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

/** An answer that was sent, as far as feedback on it has to tell. */
interface Given {
  readonly conversation: string
  readonly question: string
  readonly paragraphs: readonly number[]
}

/** Takes thumbs and comments on the answers that it was told of, from whoever got them. */
export class FeedbackDesk {
  readonly #store: FeedbackStore
  readonly #given = new Map<string, Given>()
  readonly #limit: number

  /** @param limit answers that are remembered, the oldest forgotten first; 5,000 unless told */
  constructor(store: FeedbackStore, limit = 5000) {
    this.#store = store
    this.#limit = limit
  }

  /** Remembers an answer, so that feedback on it is kept with its question and paragraphs. */
  remember(answer: string, given: Given): void {
    this.#given.set(answer, given)
    const [oldest] = this.#given.keys()
    if (this.#given.size > this.#limit && oldest !== undefined) this.#given.delete(oldest)
  }

  /**
   * Takes a thumb as Web Chat posts it.
   *
   * @returns the answer and what was said of it, or undefined where it was no thumb of ours
   */
  async takeThumb(conversation: string, entities: unknown): Promise<Feedback | undefined> {
    const [action] = thumbs.safeParse(entities).data ?? []
    if (action === undefined) return undefined
    const reaction = action['@type'] === 'LikeAction' ? 'like' : 'dislike'
    return this.#record(conversation, { answer: action.identifier, reaction })
  }

  /** Takes a submitted comment card; undefined where the submission is none or has no words. */
  async takeComment(conversation: string, value: unknown): Promise<Feedback | undefined> {
    const { data } = submission.safeParse(value)
    if (data === undefined) return undefined
    const { answer, comment } = data
    return this.#record(conversation, { answer, comment })
  }

  async #record(conversation: string, said: Feedback): Promise<Feedback | undefined> {
    const given = this.#given.get(said.answer)
    // Nobody can judge an answer that was given to someone else.
    if (given !== undefined && given.conversation !== conversation) return undefined
    const about = given && { question: given.question, paragraphs: given.paragraphs }
    await this.#store.add({ ...said, ...about })
    return said
  }
}

const id = z.uuid()
const commentLimit = 2000

const thumbs = z
  .array(z.object({ '@type': z.enum(['LikeAction', 'DislikeAction']), identifier: id }))
  .length(1)

const submission = z.object({
  answer: id,
  comment: z
    .string()
    .trim()
    .min(1)
    .transform((text) => text.slice(0, commentLimit)),
})
