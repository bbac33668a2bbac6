import type { Exchange } from '../../bot/conversations.js'
import type { Activity } from '../../bot/handler/activity.js'
import { stamp } from './stamp.js'

/** An activity that stays in the conversation, as it is sent. */
interface Kept {
  readonly sequence: number
  readonly id: string
  readonly json: string
  /** The client's own id for it, to know it again when it comes twice. */
  readonly clientId: string | undefined
  readonly fromBot: boolean
}

/** Hears what is said in a room. */
export type Listener = (frame: string) => void

const maxKept = 300
const maxSize = 512 * 1024

/** One conversation: its activities in order, and who is listening. */
export class Room {
  readonly id: string
  readonly user: string
  /** When something last happened here, in milliseconds. */
  touched: number
  /** The bot's turns that an earlier release kept in the file, until they are taken over. */
  former: readonly Exchange[] = []
  /** Whether the bot was told that the user came, in this process. */
  greeted = false
  /** Whether its file lacks something, since the disk took nothing for a time. */
  unsaved = false
  /** Bytes of its file. */
  written = 0
  /** The one open stream; a room without one may make place for another. */
  listener: Listener | undefined
  readonly #kept: Kept[] = []
  readonly #open = new Map<string, Activity>()
  readonly #tried = new Set<string>()
  #last = 0
  #fleeting = 0
  #size = 0

  constructor(id: string, user: string, touched: number) {
    this.id = id
    this.user = user
    this.touched = touched
  }

  /** The last activity's number, which is the watermark of whoever has seen all. */
  get last(): number {
    return this.#last
  }

  /** Characters that the kept activities take. */
  get size(): number {
    return this.#size
  }

  /** Numbers an activity that is to stay and writes on it who said it, where and when. */
  next(activity: Activity, from: 'bot' | 'user'): Activity {
    const sequence = this.#last + 1
    return stamp(activity, this, { id: this.#idOf(sequence), sequence, from })
  }

  /** Keeps an activity that `next` numbered, or one that was kept before a restart. */
  keep(activity: Activity, sequence: number): void {
    const { id = '' } = activity
    const json = JSON.stringify(activity)
    const fromBot = activity.from?.role === 'bot'
    this.#kept.push({ sequence, id, json, clientId: clientIdOf(activity.channelData), fromBot })
    this.#last = sequence
    this.#fleeting = 0
    this.#size += json.length
    while (this.#kept.length > maxKept || this.#size > maxSize) {
      this.#size -= this.#kept.shift()?.json.length ?? 0
    }
    this.#noteAnswer(activity, id)
  }

  /** Forgets what was said so far, but not how far the numbers have come. */
  clear(): void {
    this.#kept.length = 0
    this.#size = 0
    this.#open.clear()
    this.former = []
  }

  /** Tells the listener of the newest activity. */
  announce(): void {
    const newest = this.#kept.at(-1)
    if (newest !== undefined) this.listener?.(frame([newest], this.#last))
  }

  /** Tells the listener of an activity that isn't kept, such as that the bot is typing. */
  mention(activity: Activity, from: 'bot' | 'user'): string {
    this.#fleeting += 1
    const id = `${this.#idOf(this.#last)}.${this.#fleeting}`
    const sequence = this.#last + Math.min(this.#fleeting, 9999) / 10_000
    const json = JSON.stringify(stamp(activity, this, { id, sequence, from }))
    this.listener?.(frame([{ json }], this.#last))
    return id
  }

  /** Everything after a place, as the client reads it; undefined where there is nothing. */
  after(seen: number): string | undefined {
    const news = this.#kept.filter(({ sequence }) => sequence > seen)
    return news.length === 0 ? undefined : frame(news, this.#last)
  }

  /** The id of the activity that the client sent under this id of its own before. */
  known(clientId: unknown): string | undefined {
    if (typeof clientId !== 'string') return undefined
    return this.#kept.findLast((one) => one.clientId === clientId)?.id
  }

  /** What the user sent that the bot hasn't done yet; `tried` where an earlier process had begun it again. */
  open(): readonly { readonly activity: Activity; readonly tried: boolean }[] {
    return [...this.#open].map(([id, activity]) => ({ activity, tried: this.#tried.has(id) }))
  }

  /** Notes that the bot did what an activity asked for, or begins to do it again after a restart. */
  note(kind: 'heard' | 'tried', id: string): void {
    if (kind === 'heard') this.#open.delete(id)
    else this.#tried.add(id)
  }

  /** Whether one of the bot's kept activities is the answer with this id. */
  gave(answer: string): boolean {
    // Quotes within a text are escaped, so that only a field can match.
    const field = `"identifier":${JSON.stringify(answer)}`
    return this.#kept.some(({ fromBot, json }) => fromBot && json.includes(field))
  }

  /** The kept activities as JSON, each with its number. */
  history(): readonly Pick<Kept, 'sequence' | 'id' | 'json'>[] {
    return this.#kept
  }

  #noteAnswer(activity: Activity, id: string): void {
    const { type = '', from, replyToId = '' } = activity
    if (from?.role !== 'user') this.#open.delete(replyToId)
    else if (heard.has(type)) this.#open.set(id, activity)
  }

  #idOf(sequence: number): string {
    return `${this.id}|${String(sequence).padStart(7, '0')}`
  }
}

/** What the bot hears of what users send; the rest is theirs to send, but says nothing to it. */
const heard: ReadonlySet<string> = new Set(['message', 'event', 'invoke', 'messageReaction'])

/** The client's own id of an activity, where it has one. */
export function clientIdOf(channelData: unknown): string | undefined {
  if (typeof channelData !== 'object' || channelData === null) return undefined
  const id: unknown = 'clientActivityID' in channelData ? channelData.clientActivityID : undefined
  return typeof id === 'string' ? id : undefined
}

/** What the client reads, on the stream and when it polls: `{ activities, watermark }`. */
export function frame(news: readonly { readonly json: string }[], last: number): string {
  return `{"activities":[${news.map(({ json }) => json).join(',')}],"watermark":"${last}"}`
}
