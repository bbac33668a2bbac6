/** What regular expressions did while they were watched. */
export interface Watched {
  /** Every pattern that ran, once. */
  readonly patterns: readonly RegExp[]
  /** Characters that they went over, for each time that they did. */
  readonly characters: number
}

type Exec = (text: string) => RegExpExecArray | null

/** Runs a task and watches every regular expression that runs meanwhile, those of libraries among them. */
export async function watchPatterns(task: () => Promise<unknown>): Promise<Watched> {
  const patterns = new Map<string, RegExp>()
  let characters = 0
  const own = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec')
  const plain = own?.value as Exec
  // Every method of strings and patterns goes through this one where it isn't the built-in.
  const value = function (this: RegExp, text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0
    const found = Reflect.apply(plain, this, [text])
    characters += found ? found.index + found[0].length - from + 1 : this.sticky ? 1 : text.length
    patterns.set(`${this.source}/${this.flags}`, this)
    return found
  }
  Object.defineProperty(RegExp.prototype, 'exec', { ...own, value })
  try {
    await task()
  } finally {
    Object.defineProperty(RegExp.prototype, 'exec', own ?? {})
  }
  return { patterns: [...patterns.values()], characters }
}
