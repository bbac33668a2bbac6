import type { ActivityHandler } from 'botbuilder'
import { MemoryConversations, type ConversationStore } from '../bot/conversations.js'
import { openDoor } from './bot-framework/open.js'
import type { Config } from './config.js'
import { RoomMemory } from './direct-line/memory.js'
import { Rooms } from './direct-line/rooms.js'
import { WebChat } from './direct-line/web-chat.js'
import type { Log } from './log.js'
import type { ServerParts } from './server.js'
import type { TurnQueue } from './turn-queue.js'

/** The ways to the bot, as the server serves them. */
export interface Channels extends Pick<ServerParts, 'messages' | 'localOnly'> {
  readonly routes: NonNullable<ServerParts['routes']>
  /** Takes up the web conversations of an earlier process on this port. */
  readonly resume: (port: number) => void
  /** Lets the turns in flight end, then closes what is open. */
  readonly close: () => Promise<void>
}

/** What every channel is told besides its settings. */
export interface Surroundings {
  readonly log: Log
  /** As in TurnQueue; nothing is refused unless told. */
  readonly refusal?: TurnQueue['refusal']
}

/**
 * Opens the Bot Framework's door and the web chat, as far as the configuration wants them.
 *
 * @param makeBot makes the one bot behind both, over its memory of conversations
 */
export function openChannels(
  { app, web, dataDir }: Config,
  makeBot: (memory: ConversationStore) => Pick<ActivityHandler, 'run'>,
  { log, refusal }: Surroundings,
): Channels {
  const limit = refusal === undefined ? {} : { refusal }
  const rooms = web && new Rooms({ ...web, log })
  const bot = makeBot(rooms ? new RoomMemory(rooms) : new MemoryConversations())
  const chat = web && rooms && new WebChat(web, { bot, rooms, dataDir, log, ...limit })
  // Without an app id nobody proves who they are: the door is for this machine, or it stays shut.
  const isPublic = web?.publicOrigin !== undefined
  const door = app === undefined && isPublic ? undefined : openDoor(app, { bot, log, ...limit })
  return {
    ...(door && { messages: (authorization, body) => door.receive(authorization, body) }),
    localOnly: app === undefined && !isPublic,
    routes: chat ? [chat.routes] : [],
    resume: (port) => chat?.resume(port),
    close: () => chat?.close() ?? Promise.resolve(),
  }
}
