import { join } from 'node:path'
import type { ConversationStore } from '../bot/conversations.js'
import { ReportBot } from '../bot/handler/handler.js'
import type { Config } from './config.js'
import { FeedbackFile } from './feedback-file.js'
import type { Knowledge } from './knowledge.js'
import type { Log } from './log.js'
import type { Disk } from './store/disk.js'
import { teamsChannel } from './teams/teams-channel.js'
import { WelcomeFile } from './teams/welcome-file.js'
import { webChannel } from './web/web-channel.js'

/** Gives the maker of the one bot behind all channels: it takes the memory of conversations. */
export function makeBots(
  { dataDir, maxMessageLength }: Pick<Config, 'dataDir' | 'maxMessageLength'>,
  { assistant, library }: Pick<Knowledge, 'assistant' | 'library'>,
  { log, disk }: { readonly log: Log; readonly disk: Disk },
): (conversations: ConversationStore) => ReportBot {
  const feedback = new FeedbackFile(join(dataDir, 'feedback.ndjson'), disk)
  const welcomes = new WelcomeFile(join(dataDir, 'welcomed.ndjson'), disk)
  const channels = { webchat: webChannel, msteams: teamsChannel({ library, log }) }
  const parts = { assistant, maxMessageLength, feedback, welcomes, channels }
  return (conversations) => new ReportBot({ ...parts, conversations })
}
