import { loadConfig, type Config } from './config.js'
import type { Listening } from './http/listen.js'
import { keepServing } from './http/uncaught.js'
import type { Composing, Writing } from './chat-model/write-answers.js'
import { type Loaded, startLoading } from './knowledge.js'
import type { Opened } from './open-assistant.js'
import type { Stores } from './store/open-stores.js'
import { captureConsole, createLog, type Log } from './log.js'
import { Disk } from './store/disk.js'

/** Starts the bot: configuration, knowledge, bot, server; in that order. */
async function main(): Promise<void> {
  const config = loadConfig()
  const log = createLog(config.logLevel)
  captureConsole(log)
  keepServing(log)
  const knowledge = startLoading(
    async (progress) => {
      const { openAssistant } = await import('./open-assistant.js')
      return openAssistant(config, progress)
    },
    say,
    { log },
  )
  const serving = serve(config, knowledge, log)
  stopOnSignal(serving)
  const [{ url }] = await Promise.all([serving, knowledge.ready])
  announce(url, config)
}

/** The SDK and the server are loaded here, beside the knowledge, to be ready sooner. */
async function serve(config: Config, knowledge: Loaded<Opened>, log: Log): Promise<Listening> {
  const [
    { makeBots },
    { openStores },
    { openChannels },
    { createServer },
    { listen },
    { openPage },
  ] = await Promise.all([
    import('./make-bot.js'),
    import('./store/open-stores.js'),
    import('./channels.js'),
    import('./server.js'),
    import('./http/listen.js'),
    import('./web/serve-page.js'),
  ])
  const { loading, ready, refusal } = knowledge
  const {
    bodyLimit,
    webClientDir: clientDir,
    frameAncestors,
    retentionDays: days,
    contact,
  } = config
  const disk = new Disk(log)
  const stores = openStores(config, disk)
  const surroundings = { log, disk, stores, refusal }
  const writing = await openWriting(config, knowledge, { log, spent: stores.spent })
  const makeBot = makeBots(config, { ...knowledge, ...writing }, surroundings)
  const { resume, rest, ...ways } = openChannels(config, makeBot, surroundings)
  const warn = (err: unknown) => log.warn({ err }, 'web page')
  const page = { clientDir, frameAncestors, days, contact, warn, after: ready }
  const routes = config.web ? [await openPage(page), ...ways.routes] : ways.routes
  const model = writing && { model: writing.state }
  const parts = { ...ways, ...model, routes, loading, bodyLimit, log }
  const server = await listen(createServer(parts), config)
  resume(Number(new URL(server.url).port), ready)
  return { ...server, close: () => server.close(rest) }
}

/** Lets the language model write that is set; without one nothing of it is loaded. */
async function openWriting(
  { chatModel }: Config,
  { assistant, expert, inTurn, ready }: Loaded<Opened>,
  ground: { readonly log: Log; readonly spent: Stores['spent'] },
): Promise<Writing | undefined> {
  if (chatModel === undefined) return undefined
  const { writeAnswers } = await import('./chat-model/write-answers.js')
  const composing: Composing = {
    assistant,
    passages: async () => (await expert).passages,
    verify: (text, passages) => inTurn(({ verify }) => verify(text, passages)),
  }
  const writing = await writeAnswers(chatModel, composing, ground)
  void ready.then(() => writing?.probe())
  return writing
}

function stopOnSignal(serving: Promise<Listening>): void {
  let isStopping = false
  const stop = () => {
    // npm passes on what a terminal or systemd sends to both: the second must not cut the first short.
    if (isStopping) return
    isStopping = true
    say('Stopping: turns in flight have 7 seconds to finish.')
    void serving.then(({ close }) => close()).finally(() => process.exit(0))
  }
  process.on('SIGTERM', stop).on('SIGINT', stop)
}

function announce(url: string, { app, web }: Config): void {
  const question = 'How much cocaine was seized in 2011?'
  const activity = {
    type: 'message',
    deliveryMode: 'expectReplies',
    from: { id: 'me' },
    conversation: { id: '1' },
    text: question,
  }
  say(`Listening on ${url}`)
  if (web !== undefined) say(`Open the chat: ${web.publicOrigin ?? url}/web`)
  // With a public origin and without an app id the door that this tries stays shut.
  if (app === undefined && web?.publicOrigin === undefined) {
    say('  For this machine only: without MICROSOFT_APP_ID nobody has to prove who they are.')
    say(`Try: curl -s ${url}/api/messages -H 'content-type: application/json' \\`)
    say(`  -d '${JSON.stringify(activity)}'`)
  }
  say(`In the terminal: npm run ask -- "${question}"`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
