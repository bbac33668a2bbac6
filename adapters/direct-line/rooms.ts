import type { Activity } from 'botbuilder'
import type { Exchange } from '../../bot/conversations.js'
import type { Log } from '../log.js'
import { Journal } from './journal.js'
import { readRecord, type Record } from './records.js'
import { Room } from './room.js'

/** How much is kept and for how long. */
export interface RoomLimits {
  readonly conversations: number
  /** Hours without any activity after which a conversation ends. */
  readonly conversationHours: number
  readonly log: Log
  /** The clock; the system's unless told. */
  readonly now?: () => number
}

const hour = 3_600_000
const megabyte = 1024 * 1024
const maxSize = 64 * megabyte

/** Every conversation of the web chat, in memory and, once resumed, in a file. */
export class Rooms {
  // Ordered by use: a room that is used is set anew, so that the longest unused comes first.
  readonly #rooms = new Map<string, Room>()
  readonly #limits: Required<RoomLimits>
  #journal: Journal | undefined
  #size = 0

  constructor(limits: RoomLimits) {
    this.#limits = { now: Date.now, ...limits }
  }

  /** Takes up the conversations that an earlier process wrote to the file, and writes on in it. */
  resume(file: string): readonly Room[] {
    const lines = Journal.lines(file)
    const records = lines.map(readRecord)
    for (const record of records) if (record !== undefined) this.#replay(record)
    this.sweep()
    const torn = records.filter((record) => record === undefined).length
    this.#journal = new Journal(file, this.#lines())
    const { size } = this.#rooms
    if (size > 0) this.#limits.log.info({ conversations: size, torn }, 'conversations resumed')
    return [...this.#rooms.values()]
  }

  /** Finds a conversation that goes on. */
  find(id: string): Room | undefined {
    const room = this.#rooms.get(id)
    return room !== undefined && this.#isAlive(room) ? room : undefined
  }

  /** Opens a conversation; undefined where all places are taken by people who are present. */
  open(id: string, user: string): Room | undefined {
    if (!this.#makePlace(this.#limits.conversations - 1)) return undefined
    const at = this.#limits.now()
    const room = new Room(id, user, at)
    this.#add(room)
    this.#write({ kind: 'open', room: id, at, user })
    return room
  }

  /** Makes sure that a conversation may grow; false where all space is taken by used ones. */
  hasSpace(room: Room): boolean {
    this.#touch(room)
    return this.#makePlace(this.#limits.conversations, room)
  }

  /**
   * Adds an activity for good, numbered and stamped: first to the file, then to the memory, then to
   * the stream, so that nothing is lost that somebody has seen.
   */
  say(room: Room, activity: Partial<Activity>, from: 'bot' | 'user'): Partial<Activity> {
    const numbered = room.next(activity, from)
    // A conversation that ended during the turn has nobody left to hear the answer.
    if (this.#rooms.get(room.id) !== room) return numbered
    const sequence = room.last + 1
    this.#touch(room)
    this.#write({ kind: 'said', room: room.id, at: room.touched, sequence, activity: numbered })
    this.#keep(room, numbered, sequence)
    room.announce()
    return numbered
  }

  /** Remembers turns of the bot's; those it knew before aren't written again. */
  remember(room: Room, exchanges: readonly Exchange[]): void {
    const news = exchanges.filter((one) => !room.exchanges.includes(one))
    const at = this.#limits.now()
    for (const turn of news) this.#write({ kind: 'turn', room: room.id, at, turn })
    room.exchanges = exchanges.slice(-6)
  }

  /** Ends what has been unused for too long. */
  sweep(): void {
    for (const room of this.#rooms.values()) if (!this.#isAlive(room)) this.#drop(room)
  }

  close(): void {
    this.#journal?.close()
    this.#journal = undefined
  }

  #replay(record: Record): void {
    const { room: id, at } = record
    if (record.kind === 'open') {
      this.#add(new Room(id, record.user, at))
      return
    }
    const room = this.#rooms.get(id)
    if (room === undefined) return
    // Set anew, so that the order is that of use.
    this.#rooms.delete(id)
    this.#rooms.set(id, room)
    room.touched = at
    if (record.kind === 'turn') room.exchanges = [...room.exchanges, record.turn].slice(-6)
    else if (record.sequence > room.last) this.#keep(room, record.activity, record.sequence)
  }

  #keep(room: Room, activity: Partial<Activity>, sequence: number): void {
    const before = room.size
    room.keep(activity, sequence)
    this.#size += room.size - before
  }

  #isAlive({ touched, listener }: Room): boolean {
    return (
      listener !== undefined || this.#limits.now() - touched < this.#limits.conversationHours * hour
    )
  }

  #touch(room: Room): void {
    room.touched = this.#limits.now()
    this.#rooms.delete(room.id)
    this.#rooms.set(room.id, room)
  }

  /** Drops the longest unused until no more than so many are left, and space besides. */
  #makePlace(count: number, except?: Room): boolean {
    const isFull = () => this.#rooms.size > count || this.#size > maxSize
    for (const room of this.#rooms.values()) {
      if (!isFull()) return true
      if (room.listener === undefined && room !== except) this.#drop(room)
    }
    return !isFull()
  }

  #add(room: Room): void {
    const old = this.#rooms.get(room.id)
    if (old !== undefined) this.#drop(old)
    this.#rooms.set(room.id, room)
  }

  #drop(room: Room): void {
    this.#size -= room.size
    this.#rooms.delete(room.id)
  }

  #write(record: Record): void {
    if (this.#journal === undefined) return
    try {
      this.#journal.append(JSON.stringify(record))
      const bound = 2 * this.#size + 16 * megabyte
      if (this.#journal.bytes > bound) this.#journal.rewrite(this.#lines())
    } catch (err) {
      // A full disk takes the conversation's life after a restart, not the conversation.
      this.#limits.log.error({ err }, 'conversations can’t be written')
    }
  }

  *#lines(): Iterable<string> {
    for (const room of this.#rooms.values()) {
      const { id, user, touched: at } = room
      yield JSON.stringify({ kind: 'open', room: id, at, user })
      for (const { sequence, json } of room.history()) {
        const start = JSON.stringify({ kind: 'said', room: id, at, sequence })
        yield `${start.slice(0, -1)},"activity":${json}}`
      }
      for (const turn of room.exchanges) {
        yield JSON.stringify({ kind: 'turn', room: id, at, turn })
      }
    }
  }
}
