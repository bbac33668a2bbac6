import { join } from 'node:path'
import { ReportBot } from '../bot/handler/handler.js'
import { noMisses } from '../bot/misses.js'
import type { Transcripts } from '../bot/transcripts.js'
import type { Config } from './config.js'
import { FeedbackFile } from './keeping/feedback-file.js'
import { MissFile } from './keeping/miss-file.js'
import { startRetention } from './keeping/retention.js'
import type { Knowledge } from './knowledge.js'
import type { Log } from './log.js'
import type { Disk } from './store/disk.js'
import type { Stores } from './store/open-stores.js'
import { teamsChannel } from './teams/teams-channel.js'
import { webChannel } from './web/web-channel.js'

/** What the bot is set to. */
export type BotSettings = Pick<
  Config,
  'dataDir' | 'maxMessageLength' | 'contact' | 'retentionDays' | 'keepMisses'
>

/** What the bot is made over besides its knowledge. */
export interface Ground {
  readonly log: Log
  readonly disk: Disk
  readonly stores: Stores
}

/** Gives the maker of the one bot behind all channels: it takes what those keep of conversations. */
export function makeBots(
  config: BotSettings,
  { assistant, library }: Pick<Knowledge, 'assistant' | 'library'>,
  { log, disk, stores }: Ground,
): (transcripts: Transcripts) => ReportBot {
  const { dataDir, maxMessageLength, contact, retentionDays: days, keepMisses } = config
  const feedback = new FeedbackFile(join(dataDir, 'feedback.ndjson'), disk)
  const { conversations, memory, aging } = stores
  const channels = { webchat: webChannel, msteams: teamsChannel({ library, log }) }
  const missFile = new MissFile(join(dataDir, 'misses.ndjson'), disk)
  const misses = keepMisses ? missFile : noMisses
  const warn = (err: unknown) => log.warn({ err }, 'what is old can’t be removed')
  startRetention({ dataDir, days, aging: [feedback, missFile, ...aging], warn })
  const said = { feedback, misses, conversations, memory }
  const parts = { assistant, maxMessageLength, contact, channels, ...said }
  return (transcripts) => new ReportBot({ ...parts, transcripts })
}
