import { join } from 'node:path'
import { z } from 'zod'
import type { Memory } from '../../bot/handler/handler.js'
import type { KeyedStore } from '../../bot/keyed-store.js'
import type { Delivery } from '../bot-framework/deliveries.js'
import type { Spent } from '../chat-model/allowance.js'
import { keptPlace } from '../keeping/kept-places.js'
import { ConversationFiles } from './conversation-files.js'
import type { Disk } from './disk.js'
import { KeyedFile } from './keyed-file.js'

/** Where what is remembered is kept, and for how long. */
export interface StoreSettings {
  readonly dataDir: string
  readonly conversationHours: number
}

const hour = 3_600_000
/** Of what is judged, edited or tapped: as many answers as a busy hour has, some megabytes at most. */
const answers = 5000
/** Channels repeat a delivery within seconds; a replayed token ends within the hour. */
const deliveries = { entries: 50_000, lifetimeMs: hour }
/** Of a day’s allowance nothing counts once no clock has that day; more people than ask in two. */
const days = { entries: 100_000, lifetimeMs: 48 * hour }
/** More conversations than an organization has teams and people. */
const greeted = { entries: 1_000_000, mustBeKept: true }

/** Everything that is remembered between two turns, in files that outlive the process. */
export interface Stores {
  readonly conversations: ConversationFiles
  readonly memory: Memory
  readonly deliveries: KeyedStore<Delivery>
  /** What was spent on a language model, by day and person. */
  readonly spent: KeyedStore<Spent>
  /** What lets go of what is old. */
  readonly aging: readonly { forgetBefore(moment: Date): void }[]
  /** The keyed stores by the names of their files, for who lists what is kept or removes it. */
  readonly files: Readonly<Record<string, Pick<KeyedFile<unknown>, 'list' | 'forgetNamed'>>>
}

/** Opens the stores in a folder; files are made where something is kept in them. */
export function openStores({ dataDir, conversationHours }: StoreSettings, disk: Disk): Stores {
  const lifetimeMs = conversationHours * hour
  const own = { disk, entries: answers, lifetimeMs }
  const at = (name: string) => ({ file: join(dataDir, `${name}.ndjson`) })
  const memory = {
    offered: new KeyedFile({ ...own, ...at('offered'), value: z.array(z.string()) }),
    replies: new KeyedFile({ ...own, ...at('replies'), value: sent }),
    given: new KeyedFile({ ...own, ...at('given'), value: given }),
    latest: new KeyedFile({ ...own, ...at('latest'), value: z.string() }),
    // Whoever was greeted is not to be greeted again, so that it must be known to be kept.
    welcomed: new KeyedFile({ disk, ...greeted, ...at('welcomed'), value: z.literal(true) }),
  }
  const delivered = new KeyedFile({ disk, ...deliveries, ...at('deliveries'), value: delivery })
  const spent = new KeyedFile({ disk, ...days, ...at('spent'), value: spending })
  const conversations = new ConversationFiles(join(dataDir, 'turns'), disk, { lifetimeMs })
  const { welcomed, ...passing } = { ...memory, deliveries: delivered, spent }
  const aging = [conversations, ...Object.values(passing)]
  const files = { ...passing, welcomed }
  return { conversations, memory, deliveries: delivered, spent, aging, files }
}

const sent = z.object({ sent: z.array(z.string()), answer: z.string().optional() })
const delivery = z.object({ by: z.string(), isDone: z.boolean() })
const spending = z.object({ tokens: z.number(), cost: z.number() })
const given = z.object({
  place: z.string(),
  conversation: z.string(),
  question: z.string(),
  answer: z.string(),
  places: z.array(keptPlace),
  channel: z.string(),
  message: z.string(),
})
