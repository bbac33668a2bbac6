import type { Activity } from '../../bot/handler/activity.js'
import type { Log } from '../log.js'
import { userIn, type Record } from './records.js'
import type { Kept, RoomFiles } from './room-files.js'
import { replay } from './room-lines.js'
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

/** Every conversation of the web chat, in memory and, once resumed, in files. */
export class Rooms {
  // Ordered by use: a room that is used is set anew, so that the longest unused comes first.
  readonly #rooms = new Map<string, Room>()
  readonly #limits: Required<RoomLimits>
  #files: RoomFiles | undefined
  #size = 0

  constructor(limits: RoomLimits) {
    this.#limits = { now: Date.now, ...limits }
  }

  /** Takes up the conversations that an earlier process wrote, and goes on writing them. */
  resume(files: RoomFiles): readonly Room[] {
    const since = this.#limits.now() - this.#limits.conversationHours * hour
    const rooms = [...files.load(since)].flatMap((kept) => this.#replay(kept, files))
    for (const room of rooms.sort((a, b) => a.touched - b.touched)) this.#rooms.set(room.id, room)
    this.#files = files
    this.sweep()
    this.#makePlace(this.#limits.conversations)
    const { size } = this.#rooms
    if (size > 0) this.#limits.log.info({ conversations: size }, 'conversations resumed')
    return [...this.#rooms.values()]
  }

  /** Finds a conversation that goes on. */
  find(id: string): Room | undefined {
    const room = this.#rooms.get(id)
    return room !== undefined && this.#isAlive(room) ? room : undefined
  }

  /**
   * Opens a conversation; undefined where all places are taken by people who are present.
   *
   * @throws NotKept where its file can't be written
   */
  open(id: string, user: string): Room | undefined {
    if (!this.#makePlace(this.#limits.conversations - 1)) return undefined
    const at = this.#limits.now()
    const room = new Room(id, user, at)
    this.#files?.begin(room)
    this.#rooms.set(id, room)
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
   *
   * @returns undefined where the conversation has ended
   * @throws NotKept where a user's can't be written; what the bot says is shown all the same
   */
  say(room: Room, activity: Activity, from: 'bot' | 'user'): Activity | undefined {
    if (this.#rooms.get(room.id) !== room) return undefined
    const numbered = room.next(activity, from)
    const sequence = room.last + 1
    this.#touch(room)
    const record: Record = { kind: 'said', at: room.touched, sequence, activity: numbered }
    if (!this.#write(room, record, from === 'user')) return undefined
    this.#size -= room.size
    room.keep(numbered, sequence)
    this.#size += room.size
    room.announce()
    return numbered
  }

  /** Notes that the bot did what an activity asked for, or begins to do it again after a restart. */
  note(room: Room, kind: 'heard' | 'tried', id: string): void {
    if (this.#rooms.get(room.id) !== room) return
    this.#write(room, { kind, at: this.#limits.now(), id })
    room.note(kind, id)
  }

  /** Lets go of the turns that an earlier release kept in a conversation's file. */
  release(room: Room): void {
    room.former = []
    if (this.#rooms.get(room.id) === room) this.#files?.save(room)
  }

  /** Forgets what was said in a conversation, which goes on. */
  clear(room: Room): void {
    this.#size -= room.size
    room.clear()
    this.#files?.save(room)
  }

  /** Ends a conversation: what was said in it leaves memory and disk. */
  end(room: Room): void {
    this.#size -= room.size
    this.#rooms.delete(room.id)
    this.#files?.remove(room.id)
  }

  /** Ends what has been unused for too long, and writes what the disk didn't take before. */
  sweep(): void {
    for (const room of this.#rooms.values()) {
      if (!this.#isAlive(room)) this.end(room)
      else if (room.unsaved) this.#files?.save(room)
    }
  }

  /** Writes what the disk didn't take before; nothing is written after that. */
  close(): void {
    for (const room of this.#rooms.values()) if (room.unsaved) this.#files?.save(room)
    this.#files = undefined
  }

  #replay({ id, records }: Kept, files: RoomFiles): Room[] {
    const user = userIn(records)
    if (user === undefined) {
      this.#limits.log.warn({ conversation: id }, 'a conversation that can’t be read is set aside')
      files.setAside(id)
      return []
    }
    const room = new Room(id, user, 0)
    for (const record of records) replay(room, record)
    this.#size += room.size
    return [room]
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

  /** Ends the longest unused until no more than so many are left, and space besides. */
  #makePlace(count: number, except?: Room): boolean {
    const isFull = () => this.#rooms.size > count || this.#size > maxSize
    for (const room of this.#rooms.values()) {
      if (!isFull()) return true
      if (room.listener === undefined && room !== except) this.end(room)
    }
    return !isFull()
  }

  /** Writes a record; false where the conversation was forgotten meanwhile, and ends with that. */
  #write(room: Room, record: Record, mustBeKept = false): boolean {
    const isThere = this.#files?.write(room, record, mustBeKept) ?? true
    if (!isThere) this.end(room)
    return isThere
  }
}
