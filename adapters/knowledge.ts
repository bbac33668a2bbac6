import type { Assistant } from '../bot/assistant.js'
import type { Library } from '../bot/library.js'
import type { Expert } from './open-assistant.js'

/** The assistant and the library while they are being loaded and afterwards. */
export interface Knowledge {
  /** Takes questions at once; they wait until the loading is done. */
  readonly assistant: Assistant
  readonly library: Library
  /** What is being loaded; undefined once it is done. */
  readonly loading: () => string | undefined
  /** Fulfilled once questions are answered; rejected where the loading failed. */
  readonly ready: Promise<void>
}

/** Starts the loading and passes its progress on, line by line. */
export function startLoading(
  open: (progress: (line: string) => void) => Promise<Expert>,
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
    library: {
      find: async (search) => (await opening).find(search),
      item: async (id) => (await opening).item(id),
      entries: async (ids) => (await opening).entries(ids),
    },
    loading: () => step,
    ready,
  }
}
