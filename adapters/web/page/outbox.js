import { postActivity } from './session.js'

/** @typedef {import('./activity.js').Activity} Activity */
/** @typedef {import('./session.js').Lease} Lease */
/** @typedef {import('./session.js').Refusal} Refusal */

/** @typedef {{ activity: Activity, sent: (id: string) => void, failed: (error: Error) => void }} Entry */

/**
 * What the page wants to hear: that something waits for the line or no longer does, that the server
 * asks for patience, and that it doesn't take the token any more.
 *
 * @typedef {{
 *   onWaiting(isWaiting: boolean): void, onRefused(refusal: Refusal): void, onDenied(): void
 * }} Listener
 */

const key = 'outbox'

/**
 * What is to be sent, in order. Each thing is tried until the server has it; it carries its own id,
 * by which the server knows one that comes a second time (`clientActivityID`).
 */
export class Outbox {
  /** @type {Entry[]} */
  #entries = []
  /** @type {Lease | undefined} */
  #lease
  #isWorking = false
  #isWaiting = false
  /** Cuts a wait short; there is none yet. */
  #hurry = () => undefined

  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener
  }

  /**
   * Takes something to be sent.
   *
   * @param {Activity} activity
   * @returns {Promise<string>} its id, once the server has it
   */
  post(activity) {
    return new Promise((sent, failed) => {
      this.#entries.push({ activity, sent, failed })
      this.#keep()
      if (this.#lease === undefined) this.#wait(true)
      void this.#work()
    })
  }

  /**
   * Sends what waits, over a line that was opened; what waited before a reload of the page too.
   *
   * @param {Lease & { lost: boolean }} lease
   */
  resume(lease) {
    this.#lease = lease
    for (const activity of recall(lease)) {
      const isHere = this.#entries.some((entry) => idOf(entry.activity) === idOf(activity))
      const heard = () => undefined
      if (!isHere) this.#entries.push({ activity, sent: heard, failed: heard })
    }
    this.#keep()
    this.#hurry()
    void this.#work()
  }

  /** Holds everything back until the line is open again. */
  pause() {
    this.#lease = undefined
    if (this.#entries.length > 0) this.#wait(true)
  }

  /** Drops what waits: nobody wants it sent any more. */
  clear() {
    this.#entries = []
    this.#lease = undefined
    this.#keep()
    this.#wait(false)
  }

  async #work() {
    if (this.#isWorking) return
    this.#isWorking = true
    for (let attempt = 0; this.#lease !== undefined && this.#entries.length > 0; attempt += 1) {
      const done = await this.#sendFirst(this.#lease, attempt)
      if (done) attempt = -1
    }
    this.#isWorking = false
    if (this.#entries.length === 0) this.#wait(false)
  }

  /**
   * @param {Lease} lease
   * @param {number} attempt
   * @returns {Promise<boolean>} whether the first in the row is through
   */
  async #sendFirst(lease, attempt) {
    const [entry] = this.#entries
    if (entry === undefined) return true
    const answer = await postActivity(lease, entry.activity)
    if ('id' in answer || answer.isFinal) {
      this.#entries = this.#entries.filter((one) => one !== entry)
      this.#keep()
      if ('id' in answer) entry.sent(answer.id)
      else entry.failed(new Error(`The server refused it (${answer.code}).`))
      return true
    }
    this.#wait(true)
    if (answer.isDenied) {
      // Another token is asked for; with it the outbox is told to go on.
      if (this.#lease === lease) this.#lease = undefined
      this.listener.onDenied()
      return false
    }
    const seconds = answer.seconds || Math.min(2 ** attempt, 15)
    if (answer.isBusy) this.listener.onRefused({ ...answer, seconds })
    await this.#patience(seconds)
    return false
  }

  /** @param {number} seconds */
  #patience(seconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000)
      this.#hurry = () => {
        clearTimeout(timer)
        resolve(undefined)
        return undefined
      }
    })
  }

  /** @param {boolean} isWaiting */
  #wait(isWaiting) {
    if (isWaiting === this.#isWaiting) return
    this.#isWaiting = isWaiting
    this.listener.onWaiting(isWaiting)
  }

  #keep() {
    const activities = this.#entries.map(({ activity }) => activity)
    const conversationId = this.#lease?.conversationId ?? keptConversation()
    try {
      if (activities.length === 0) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, JSON.stringify({ conversationId, activities }))
    } catch (error) {
      console.info('What waits to be sent is not kept over a reload in this browser.', error)
    }
  }
}

/** @param {Activity} activity */
function idOf({ channelData }) {
  return channelData?.clientActivityID
}

/**
 * What an earlier page of this tab could not send; a duplicated tab must not send it as well.
 *
 * @param {Lease & { lost: boolean }} lease
 * @returns {Activity[]}
 */
function recall({ conversationId, lost }) {
  const kept = read()
  const isOurs = lost || kept.conversationId === conversationId
  return isOurs ? kept.activities : []
}

function keptConversation() {
  return read().conversationId
}

/** @returns {{ conversationId?: string | undefined, activities: Activity[] }} */
function read() {
  try {
    const text = sessionStorage.getItem(key)
    if (text === null) return { activities: [] }
    const kept = /** @type {unknown} */ (JSON.parse(text))
    return /** @type {{ conversationId?: string, activities: Activity[] }} */ (kept)
  } catch (error) {
    console.info('What waits to be sent is not kept over a reload in this browser.', error)
    return { activities: [] }
  }
}
