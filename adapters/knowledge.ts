import type { Assistant } from '../bot/assistant.js'
import type { Library } from '../bot/library.js'
import { words } from '../prompts/words.js'
import type { Expert } from './open-assistant.js'
import { TurnQueue, type QueueSettings } from './turn-queue.js'

/** The assistant and the library while they are being loaded and afterwards. */
export interface Knowledge {
  /**
   * Takes questions at once; they wait until the loading is done, and then for those before them. It
   * throws Overloaded where that would take too long, and so does a search of the library.
   */
  readonly assistant: Assistant
  readonly library: Library
  /** As in TurnQueue. */
  readonly refusal: TurnQueue['refusal']
  /** What is being loaded; undefined once it is done. */
  readonly loading: () => string | undefined
  /** Fulfilled once questions are answered; rejected where the loading failed. */
  readonly ready: Promise<void>
}

/** The knowledge with the expert behind it, whose work takes its turn as questions do. */
export interface Loaded<Opened extends Expert> extends Knowledge {
  /** What was loaded, for what takes no time. */
  readonly expert: Promise<Opened>
  /** @throws Overloaded as the assistant does */
  readonly inTurn: <Result>(work: (expert: Opened) => Promise<Result>) => Promise<Result>
}

/** Starts the loading and passes its progress on, line by line. */
export function startLoading<Opened extends Expert>(
  open: (progress: (line: string) => void) => Promise<Opened>,
  say: (line: string) => void,
  settings: QueueSettings = {},
): Loaded<Opened> {
  const queue = new TurnQueue(settings)
  let step: string | undefined = 'loading the knowledge'
  const opening = open((line) => {
    step = line
    say(line)
  })
  // One turn before the first that somebody waits for: what it took tells how many can wait.
  const warm = opening.then(async (expert) => {
    await queue.run(() => expert.respond(words.bot.examples[0] ?? '', []))
    return expert
  })
  const ready = warm.then(() => {
    step = undefined
  })
  const inTurn = async <Result>(work: (expert: Opened) => Promise<Result>) => {
    const expert = await warm
    return queue.run(() => work(expert))
  }
  return {
    assistant: { respond: (text, history) => inTurn((expert) => expert.respond(text, history)) },
    library: {
      find: (search) => inTurn((expert) => expert.find(search)),
      item: async (id) => (await warm).item(id),
      entries: async (ids) => (await warm).entries(ids),
    },
    expert: warm,
    inTurn,
    refusal: (before) => queue.refusal(before),
    loading: () => step,
    ready,
  }
}
