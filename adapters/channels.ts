import type { Bot } from '../bot/handler/handler.js'
import { noTranscripts, type Transcripts } from '../bot/transcripts.js'
import { openDoor } from './bot-framework/door.js'
import type { Config } from './config.js'
import { RoomTranscripts } from './direct-line/room-transcripts.js'
import { Rooms } from './direct-line/rooms.js'
import { WebChat } from './direct-line/web-chat.js'
import type { Rest } from './http/listen.js'
import type { Log } from './log.js'
import type { ServerParts } from './server.js'
import type { Disk } from './store/disk.js'
import type { Stores } from './store/open-stores.js'
import type { TurnQueue } from './turn-queue.js'

/** The ways to the bot, as the server serves them. */
export interface Channels extends Pick<ServerParts, 'messages' | 'localOnly' | 'upgrade'> {
  readonly routes: NonNullable<ServerParts['routes']>
  /** What goes on beside requests. */
  readonly rest: Rest
  /** Takes up the web conversations of an earlier process on this port. */
  readonly resume: (port: number, ready?: Promise<unknown>) => void
}

/** What every channel is told besides its settings. */
export interface Surroundings {
  readonly log: Log
  readonly disk: Disk
  /** What the Bot Framework delivered, and what the bot remembers. */
  readonly stores: Pick<Stores, 'deliveries' | 'conversations'>
  /** As in TurnQueue; nothing is refused unless told. */
  readonly refusal?: TurnQueue['refusal']
}

/**
 * Opens the Bot Framework's door and the web chat, as far as the configuration wants them.
 *
 * @param makeBot makes the one bot behind both, over what they keep of conversations themselves
 */
export function openChannels(
  { app, web, dataDir }: Config,
  makeBot: (transcripts: Transcripts) => Bot,
  { log, disk, stores, refusal }: Surroundings,
): Channels {
  const limit = refusal === undefined ? {} : { refusal }
  const rooms = web && new Rooms({ ...web, log })
  const bot = makeBot(rooms ? new RoomTranscripts(rooms) : noTranscripts)
  const { conversations, deliveries } = stores
  const own = { bot, log, ...limit }
  const chat = web && rooms && new WebChat(web, { ...own, rooms, conversations, dataDir, disk })
  // Without an app id nobody proves who they are: the door is for this machine, or it stays shut.
  const isPublic = web?.publicOrigin !== undefined
  const door = app === undefined && isPublic ? undefined : openDoor(app, { ...own, deliveries })
  return {
    ...(door && { messages: (authorization, body) => door.receive(authorization, body) }),
    localOnly: app === undefined && !isPublic,
    routes: chat ? [chat.routes] : [],
    ...(chat && { upgrade: chat.upgrade }),
    resume: (port, ready) => chat?.resume(port, ready),
    rest: { idle: () => chat?.idle() ?? Promise.resolve(), letGo: () => chat?.letGo() },
  }
}
