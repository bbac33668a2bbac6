import { mkdtempSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openChannels } from '../../adapters/channels.js'
import { readConfig } from '../../adapters/config.js'
import { listen } from '../../adapters/http/listen.js'
import { createLog } from '../../adapters/log.js'
import { createServer } from '../../adapters/server.js'
import { Disk } from '../../adapters/store/disk.js'
import { openStores } from '../../adapters/store/open-stores.js'
import { fetchBundle, hasBundle, webChat } from '../../adapters/web/bundle.js'
import { openPage } from '../../adapters/web/serve-page.js'
import { webChannel } from '../../adapters/web/web-channel.js'
import type { Assistant } from '../../bot/assistant.js'
import { MemoryFeedback } from '../../bot/feedback.js'
import { ReportBot } from '../../bot/handler/handler.js'

/** A folder for one server after the other; the chat client in it is the product's own. */
export async function freshDataDir(): Promise<string> {
  const folder = resolve('data/web')
  if (!(await hasBundle(folder, webChat))) await fetchBundle(folder, webChat)
  const dataDir = mkdtempSync(join(tmpdir(), 'web-page-'))
  symlinkSync(folder, join(dataDir, 'web'))
  return dataDir
}

/** What a test may set; the rest is as in production without an app id. */
export interface PageSetup {
  readonly assistant: Assistant
  readonly dataDir: string
  readonly port?: number
}

/** The page and its bot behind their real server, put together as npm start does it. */
export async function servePage({ assistant, dataDir, port = 0 }: PageSetup) {
  const lines: string[] = []
  const log = createLog('warn', { write: (line: string) => void lines.push(line) })
  const feedback = new MemoryFeedback()
  const config = readConfig({ DATA_DIR: dataDir })
  const disk = new Disk(log)
  const stores = openStores(config, disk)
  const { conversations, memory } = stores
  const parts = { assistant, conversations, memory, feedback, channels: { webchat: webChannel } }
  const { resume, rest, ...channels } = openChannels(
    config,
    (transcripts) => new ReportBot({ ...parts, transcripts }),
    { log, disk, stores },
  )
  const page = await openPage({
    clientDir: config.webClientDir,
    warn: (err) => log.warn({ err }, 'web page'),
  })
  const routes = [page, ...channels.routes]
  const loading = () => undefined
  const server = createServer({ ...channels, routes, loading, bodyLimit: config.bodyLimit, log })
  const { url, close: shut } = await listen(server, { host: '127.0.0.1', port, graceMs: 200 })
  resume(Number(new URL(url).port))
  const stop = () => shut(rest)
  return { url, stop, feedback, port: Number(new URL(url).port), log: () => lines.join('') }
}
