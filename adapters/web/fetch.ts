import { loadConfig } from '../config.js'
import { fetchBundle, hasBundle, webChat } from './bundle.js'
import { openClient } from './client.js'

/** `npm run web:fetch`: gets the chat client that the web page shows, if it isn't there yet. */
async function main(): Promise<void> {
  const { webClientDir: folder } = loadConfig()
  const name = `${webChat.name} ${webChat.version}`
  const isHere = await hasBundle(folder, webChat)
  if (!isHere) await fetchBundle(folder, webChat)
  // Packed here, so that no server has to that may not write in the folder.
  await openClient({ folder, warn: fail }).settled
  say(`${name} is ${isHere ? 'already' : 'now'} in ${folder}.`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

main().catch(fail)
