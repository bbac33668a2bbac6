/** @typedef {import('./activity.js').Activity} Activity */

/**
 * Who hears of something, as the chat client subscribes.
 *
 * @template Value
 * @typedef {((value: Value) => void)
 *   | { next?: (value: Value) => void, complete?: () => void, error?: (error: Error) => void }
 * } Observer
 */

const connecting = 1
const online = 2

/**
 * What the chat client takes for its connection. It stays the same one while streams come and go
 * beneath it: the client would otherwise give up what is being sent.
 */
export class Line {
  /** @type {Map<string, Activity>} */
  #heard = new Map()
  /** @type {Set<(activity: Activity) => void>} */
  #listeners = new Set()
  /** @type {Set<(status: number) => void>} */
  #watchers = new Set()
  #status = connecting

  /** @param {(activity: Activity) => Promise<string>} post gives the id once the server has it */
  constructor(post) {
    this.post = post
    this.token = ''
  }

  /** Every activity so far, then each that comes: the client subscribes more than once. */
  activity$ = {
    /** @param {Observer<Activity>} observer */
    subscribe: (observer) => {
      const next = nextOf(observer)
      for (const activity of this.#heard.values()) next(activity)
      this.#listeners.add(next)
      return { unsubscribe: () => void this.#listeners.delete(next) }
    },
  }

  connectionStatus$ = {
    /** @param {Observer<number>} observer */
    subscribe: (observer) => {
      const next = nextOf(observer)
      next(connecting)
      // The client looks at the status only after it has subscribed.
      if (this.#status === online) setTimeout(() => next(online))
      this.#watchers.add(next)
      return { unsubscribe: () => void this.#watchers.delete(next) }
    },
  }

  /**
   * Takes what the client sends.
   *
   * @param {Activity} activity
   */
  postActivity(activity) {
    return {
      /** @param {Observer<string>} observer */
      subscribe: (observer) => {
        const { complete, error } = typeof observer === 'function' ? {} : observer
        const taken = (/** @type {string} */ id) => {
          nextOf(observer)(id)
          complete?.()
        }
        this.post(activity).then(taken, (/** @type {unknown} */ fault) => {
          error?.(fault instanceof Error ? fault : new Error(String(fault)))
        })
        return { unsubscribe: () => undefined }
      },
    }
  }

  /**
   * Tells the client that it can speak and be heard, which it is told once.
   *
   * @param {string} token it reads its user's name from it
   */
  open(token) {
    this.token = token
    if (this.#status === online) return
    this.#status = online
    for (const next of this.#watchers) next(online)
  }

  /** @param {Activity} activity */
  hear(activity) {
    this.#heard.set(activity.id ?? '', activity)
    for (const next of this.#listeners) next(activity)
  }

  /** The client calls it when it turns to another line. */
  end() {
    this.#listeners.clear()
    this.#watchers.clear()
  }
}

/**
 * @template Value
 * @param {Observer<Value>} observer
 * @returns {(value: Value) => void}
 */
function nextOf(observer) {
  if (typeof observer === 'function') return observer
  return (value) => observer.next?.(value)
}
