import type { PassageId } from '../knowledge/citation/passage.js'
import type { KeyedStore } from './keyed-store.js'
import type { Miss, MissStore } from './misses.js'
import type { Transcripts } from './transcripts.js'

/** One thing that a reader said of an answer; who said it is not kept. */
export interface Feedback {
  /** The answer's id; missing where the channel didn't name it and it can't be told. */
  readonly answer?: string
  readonly reaction?: 'like' | 'dislike'
  readonly comment?: string
  /** What was asked; missing where the answer is no longer known. */
  readonly question?: string
  /** The places that the answer cited. */
  readonly places?: readonly PassageId[]
  /** What brought it: of several with the same one the first is kept. */
  readonly delivery?: string
  /** Whose it is: the conversations of who says it and who had asked, and the message that asked. */
  readonly owners: readonly string[]
}

/** Keeps what readers say of answers. */
export interface FeedbackStore {
  add(entry: Feedback): Promise<void>
  /** Removes all that is an owner's. */
  forget(owner: string): Promise<void>
}

/** Feedback in memory: gone when the process ends. */
export class MemoryFeedback implements FeedbackStore {
  readonly entries: Feedback[] = []

  add(entry: Feedback): Promise<void> {
    this.entries.push(entry)
    return Promise.resolve()
  }

  forget(owner: string): Promise<void> {
    const others = this.entries.filter(({ owners }) => !owners.includes(owner))
    this.entries.splice(0, this.entries.length, ...others)
    return Promise.resolve()
  }
}

/** What a reader says, as the channel brings it. */
export type Said = Pick<Feedback, 'answer' | 'reaction' | 'comment'>

/** An answer that was sent, as far as feedback on it has to tell. */
export interface Given extends Omit<Miss, 'reason'> {
  /** Where it was sent. */
  readonly place: string
  /** Whose memory the question joined. */
  readonly conversation: string
}

/** Who says something of an answer, where, and in which activity. */
export interface Speaker {
  readonly place: string
  readonly conversation: string
  readonly delivery: string
  /** Whether the channel itself names the answer, which is believed after a restart too. */
  readonly isNamed?: boolean
}

/** Where feedback and what it tells of are kept. */
export interface DeskParts {
  readonly feedback: FeedbackStore
  readonly misses: MissStore
  readonly transcripts: Pick<Transcripts, 'holds'>
  /** Answers that may be judged, by their id. */
  readonly given: KeyedStore<Given>
  /** The last answer of each place, which is meant where the channel names none. */
  readonly latest: KeyedStore<string>
}

/** Takes thumbs and comments on the answers that it was told of, from whoever got them. */
export class FeedbackDesk {
  readonly #parts: DeskParts

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  /** Remembers an answer, so that feedback on it is kept with its question and places. */
  async remember(answer: string, given: Given): Promise<void> {
    const owners = [given.conversation, given.message]
    await this.#parts.given.put(answer, given, owners)
    await this.#parts.latest.put(given.place, answer, owners)
  }

  /** Forgets the answers to an owner's questions. */
  async forget(owner: string): Promise<void> {
    await this.#parts.given.forget(owner)
    await this.#parts.latest.forget(owner)
  }

  /** Forgets an answer and its question, since its author deleted or changed the question. */
  async release(answer: string): Promise<void> {
    const { given, latest } = this.#parts
    const { place = '' } = (await given.get(answer)) ?? {}
    await given.delete(answer)
    if ((await latest.get(place)) === answer) await latest.delete(place)
  }

  /**
   * Takes what a reader says.
   *
   * @returns the same, with the answer it is about; undefined where it is about none that the
   * reader got
   */
  async take(speaker: Speaker, said: Said): Promise<Said | undefined> {
    const answer = said.answer ?? (await this.#parts.latest.get(speaker.place))
    const given = answer === undefined ? undefined : await this.#parts.given.get(answer)
    if (
      given === undefined ? !(await this.#isKnown(speaker, answer)) : given.place !== speaker.place
    )
      return undefined
    const whole = { ...(answer !== undefined && { answer }), ...said }
    await this.#keep(speaker, whole, given)
    return whole
  }

  async #isKnown({ place, isNamed = false }: Speaker, answer?: string): Promise<boolean> {
    return isNamed || (answer !== undefined && this.#parts.transcripts.holds(place, answer))
  }

  async #keep({ conversation, delivery }: Speaker, said: Said, given?: Given): Promise<void> {
    const about = given && { question: given.question, places: given.places }
    const owners = [conversation, ...(given ? [given.conversation, given.message] : [])]
    await this.#parts.feedback.add({ ...said, ...about, delivery, owners: [...new Set(owners)] })
    if (given === undefined || said.reaction !== 'dislike') return
    const { question, answer, places, channel, message } = given
    const miss = { question, answer, places, channel, message }
    await this.#parts.misses.add({ ...miss, reason: 'disliked' })
  }
}
