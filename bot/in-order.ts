/** Runs the tasks of one key one after the other, and those of different keys side by side. */
export class InOrder {
  readonly #last = new Map<string, { readonly end: Promise<unknown>; readonly hurry: () => void }>()

  /**
   * Runs the task once every earlier task of its key has ended, however it ended.
   * @param task hears by its signal when another one of its key has come
   */
  async run<Result>(key: string, task: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key)
    before?.hurry()
    const overtaken = new AbortController()
    const start = () => task(overtaken.signal)
    const end = (before?.end ?? Promise.resolve()).then(start, start)
    const mine = { end, hurry: () => overtaken.abort() }
    this.#last.set(key, mine)
    try {
      return await end
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key)
    }
  }
}
