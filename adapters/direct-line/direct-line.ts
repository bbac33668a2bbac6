import type { Activity, Attachment } from '../../bot/handler/activity.js'
import { forgetEvent } from '../../bot/handler/handler.js'
import { words } from '../../prompts/words.js'
import { busy, fault } from '../http/faults.js'
import { NotKept } from '../store/disk.js'
import { Refusal } from './refusal.js'
import { clientIdOf, type Room } from './room.js'
import type { Rooms } from './rooms.js'
import { stamp } from './stamp.js'
import type { Grant } from './tokens.js'
import { Turns, type TurnsParts } from './turns.js'
import { without } from './without.js'

/** What users do in the web chat, whatever way it came in: begin, say, and hear the bot. */
export class DirectLine {
  readonly #rooms: Rooms
  readonly #turns: Turns
  readonly #refusal: TurnsParts['refusal']

  constructor(parts: TurnsParts) {
    this.#rooms = parts.rooms
    this.#refusal = parts.refusal
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
   * @throws Refusal where there is no place for more, its answer would take too long, or the
   * conversation has ended
   * @throws NotKept where it can't be written, and nothing of it was taken
   */
  post(room: Room, activity: Activity, files: readonly Attachment[] = []): string {
    const before = room.known(clientIdOf(activity.channelData))
    if (before !== undefined) return before
    if (!this.#rooms.hasSpace(room)) throw new Refusal(fault('Full'))
    if (activity.type === 'typing') return room.mention(activity, 'user')
    if (activity.type === 'message' && activity.text) this.#admit(room)
    const said = this.#rooms.say(room, activity, 'user')
    if (said === undefined) throw new Refusal(fault('Ended'))
    const isOpen = room.open().some(({ activity: { id } }) => id === said.id)
    const attachments = [...(said.attachments ?? []), ...files]
    if (isOpen) void this.#turns.run(room, { ...said, attachments })
    return said.id ?? ''
  }

  /**
   * Takes up what users sent to an earlier process that ended before it had done it. What had been
   * taken up before, and ended that process too, isn't tried again: then the user is told.
   */
  takeUp(left: readonly { readonly room: Room; readonly open: ReturnType<Room['open']> }[]): void {
    for (const { room, open } of left) {
      for (const { activity, tried } of open) {
        if (tried) this.#apologize(room, activity)
        else {
          void this.#turns.run(room, activity, true)
        }
      }
    }
  }

  #admit(room: Room): void {
    const seconds = this.#refusal?.(room.open().length) ?? 0
    if (seconds > 0) throw new Refusal(busy(seconds))
  }

  #apologize(room: Room, { id = '', text }: Activity): void {
    const actions = text ? [{ type: 'imBack', title: text, value: text }] : []
    const apology = { type: 'message', text: words.directLine.interrupted, replyToId: id }
    this.#rooms.say(room, { ...apology, suggestedActions: { to: [], actions } }, 'bot')
    this.#rooms.note(room, 'heard', id)
  }

  /**
   * Has the bot forget the conversation's user, once it has done what it was asked before, and ends
   * the conversation.
   *
   * @throws NotKept where something could not be removed
   */
  async forget(room: Room): Promise<void> {
    const event = { type: 'event', name: forgetEvent }
    const stamped = stamp(event, room, { id: '', sequence: 0, from: 'user' })
    const isDone = await this.#turns.run(room, without(stamped, 'id'))
    if (!isDone) throw new NotKept('what is kept of a conversation', undefined)
    this.#rooms.end(room)
  }

  /** Fulfilled once every turn that has begun is over. */
  idle(): Promise<void> {
    return this.#turns.idle()
  }
}
