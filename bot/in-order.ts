/** Runs the tasks of one key one after the other, and those of different keys side by side. */
export class InOrder {
  readonly #last = new Map<string, Promise<unknown>>()

  /** Runs the task once every earlier task of its key has ended, however it ended. */
  async run<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(key) ?? Promise.resolve()
    const mine = before.then(task, task)
    this.#last.set(key, mine)
    try {
      return await mine
    } finally {
      if (this.#last.get(key) === mine) this.#last.delete(key)
    }
  }
}
