import { loadConfig } from '../config.js'
import { fetchBundle, hasBundle, webChat } from './bundle.js'

/** `npm run web:fetch`: gets the chat client that the web page shows, if it isn't there yet. */
async function main(): Promise<void> {
  const { webClientDir: folder } = loadConfig()
  const name = `${webChat.name} ${webChat.version}`
  const isHere = await hasBundle(folder, webChat)
  if (!isHere) await fetchBundle(folder, webChat)
  say(`${name} is ${isHere ? 'already' : 'now'} in ${folder}.`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
