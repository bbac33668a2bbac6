import { join } from 'node:path'
import type { ConversationStore } from '../bot/conversations.js'
import { ReportBot } from '../bot/handler/handler.js'
import { noMisses } from '../bot/misses.js'
import type { Config } from './config.js'
import { FeedbackFile } from './keeping/feedback-file.js'
import { MissFile } from './keeping/miss-file.js'
import { startRetention } from './keeping/retention.js'
import type { Knowledge } from './knowledge.js'
import type { Log } from './log.js'
import type { Disk } from './store/disk.js'
import { teamsChannel } from './teams/teams-channel.js'
import { WelcomeFile } from './teams/welcome-file.js'
import { webChannel } from './web/web-channel.js'

/** What the bot is set to. */
export type BotSettings = Pick<
  Config,
  'dataDir' | 'maxMessageLength' | 'contact' | 'retentionDays' | 'keepMisses'
>

/** Gives the maker of the one bot behind all channels: it takes the memory of conversations. */
export function makeBots(
  config: BotSettings,
  { assistant, library }: Pick<Knowledge, 'assistant' | 'library'>,
  { log, disk }: { readonly log: Log; readonly disk: Disk },
): (conversations: ConversationStore) => ReportBot {
  const { dataDir, maxMessageLength, contact, retentionDays: days, keepMisses } = config
  const feedback = new FeedbackFile(join(dataDir, 'feedback.ndjson'), disk)
  const welcomes = new WelcomeFile(join(dataDir, 'welcomed.ndjson'), disk)
  const channels = { webchat: webChannel, msteams: teamsChannel({ library, log }) }
  const missFile = new MissFile(join(dataDir, 'misses.ndjson'), disk)
  const misses = keepMisses ? missFile : noMisses
  const warn = (err: unknown) => log.warn({ err }, 'what is old can’t be removed')
  startRetention({ dataDir, days, aging: [feedback, missFile], warn })
  const parts = { assistant, maxMessageLength, contact, feedback, misses, welcomes, channels }
  return (conversations) => new ReportBot({ ...parts, conversations })
}
