import type { Assistant } from '../bot/assistant.js'

/** The assistant while it is being loaded and afterwards. */
export interface Knowledge {
  /** Takes questions at once; they wait until the loading is done. */
  readonly assistant: Assistant
  /** What is being loaded; undefined once it is done. */
  readonly loading: () => string | undefined
  /** Fulfilled once questions are answered; rejected where the loading failed. */
  readonly ready: Promise<void>
}

/** Starts the loading and passes its progress on, line by line. */
export function startLoading(
  open: (progress: (line: string) => void) => Promise<Assistant>,
  say: (line: string) => void,
): Knowledge {
  let step: string | undefined = 'loading the knowledge'
  const opening = open((line) => {
    step = line
    say(line)
  })
  const ready = opening.then(() => {
    step = undefined
  })
  return {
    assistant: { respond: async (text, history) => (await opening).respond(text, history) },
    loading: () => step,
    ready,
  }
}
