import type { Activity, Attachment } from 'botbuilder'
import { words } from '../../prompts/words.js'
import { fault } from '../http/faults.js'
import { Refusal } from './refusal.js'
import { clientIdOf, type Room } from './room.js'
import type { RoomAdapterParts } from './room-adapter.js'
import type { Rooms } from './rooms.js'
import type { Grant } from './tokens.js'
import { Turns } from './turns.js'

/** What users do in the web chat, whatever way it came in: begin, say, and hear the bot. */
export class DirectLine {
  readonly #rooms: Rooms
  readonly #turns: Turns

  constructor(parts: RoomAdapterParts) {
    this.#rooms = parts.rooms
    this.#turns = new Turns(parts)
  }

  /**
   * Begins the conversation that a token is for, or goes on with it; the bot hears of a new one.
   *
   * @throws Refusal where there is no place for another
   */
  start({ conversation, user }: Grant, locale?: string): { room: Room; isNew: boolean } {
    const known = this.#rooms.find(conversation)
    const room = known ?? this.#rooms.open(conversation, user)
    if (room === undefined) throw new Refusal(fault('Full'))
    // A process that was killed may have opened the room and never greeted.
    if (room.last === 0 && !room.greeted) {
      room.greeted = true
      this.#turns.greet(room, locale)
    }
    return { room, isNew: known === undefined }
  }

  /**
   * Takes a user's activity: shows it in the conversation, then lets the bot answer it.
   *
   * @param files what came with it; the bot hears that it was there, the conversation doesn't show it
   * @returns its id; the same for one that comes twice
   * @throws Refusal where there is no place for more
   */
  post(room: Room, activity: Partial<Activity>, files: readonly Attachment[] = []): string {
    const before = room.known(clientIdOf(activity.channelData))
    if (before !== undefined) return before
    if (!this.#rooms.hasSpace(room)) throw new Refusal(fault('Full'))
    if (activity.type === 'typing') return room.mention(activity, 'user')
    const said = this.#rooms.say(room, activity, 'user')
    const attachments = [...(said.attachments ?? []), ...files]
    if (heard.has(activity.type ?? '')) this.#turns.run(room, { ...said, attachments })
    return said.id ?? ''
  }

  /** Tells users whose question was lost with an earlier process, and offers it as a tap. */
  apologize(rooms: readonly Room[]): void {
    for (const room of rooms) {
      for (const [id, text] of room.unanswered()) {
        const suggestedActions = { to: [], actions: [{ type: 'imBack', title: text, value: text }] }
        const apology = { type: 'message', text: words.directLine.interrupted, replyToId: id }
        this.#rooms.say(room, { ...apology, suggestedActions }, 'bot')
      }
    }
  }

  /** Fulfilled once every turn that has begun is over. */
  idle(): Promise<void> {
    return this.#turns.idle()
  }
}

/** What the bot hears of what users send; the rest is theirs to send, but says nothing to it. */
const heard: ReadonlySet<string> = new Set(['message', 'event', 'invoke', 'messageReaction'])
