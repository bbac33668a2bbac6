import type { Server } from 'restify'
import { Codes } from './codes.js'
import { ConversationVerbs } from './conversation-verbs.js'
import { DirectLine } from './direct-line.js'
import type { Entrance, WebSettings } from './entrance.js'
import { directLineRoutes } from './routes.js'
import { Streams } from './streams.js'
import { TokenVerbs } from './token-verbs.js'
import type { TurnsParts } from './turns.js'

/** Direct Line, ready to be added to a server. */
export interface OpenLine {
  readonly line: DirectLine
  readonly streams: Streams
  readonly routes: (server: Server) => void
}

/** Bytes of an activity: many times a message that the bot would read. */
const maxActivity = 32 * 1024

/** Puts Direct Line together over the bot and its conversations. */
export function openLine(parts: TurnsParts, entrance: Entrance, settings: WebSettings): OpenLine {
  const { rooms } = parts
  const codes = new Codes()
  const line = new DirectLine(parts)
  const streams = new Streams({ ...settings, rooms, codes })
  const conversations = new ConversationVerbs({ ...entrance, line, rooms, codes })
  const lifetimeSeconds = settings.conversationHours * 3600
  const tokens = new TokenVerbs({ ...entrance, rooms, lifetimeSeconds })
  const own = { tokens, conversations, bodyLimit: maxActivity }
  return { line, streams, routes: directLineRoutes({ ...entrance, ...own }) }
}
