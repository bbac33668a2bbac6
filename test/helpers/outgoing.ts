import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Loaded before everything else it notes which modules are loaded and which sockets are opened. */
const program = (file: string) => `
import { subscribe } from 'node:diagnostics_channel'
import { appendFileSync } from 'node:fs'
import { createRequire, register } from 'node:module'
const note = (kind, what) => appendFileSync(${JSON.stringify(file)}, kind + ' ' + what + '\\n')
subscribe('net.client.socket', ({ socket }) => {
  // Pipes on this machine have no port.
  socket.once('connectionAttempt', (ip, port) => port && note('socket', ip + ':' + port))
  socket.once('lookup', (error, address, family, host) => note('lookup', host))
})
subscribe('undici:request:create', ({ request }) => note('fetch', request.origin))
const Module = createRequire(import.meta.url)('node:module')
const load = Module._load
Module._load = function (name, ...rest) {
  note('module', name)
  return load.call(this, name, ...rest)
}
register('data:text/javascript,' + encodeURIComponent(\`
import { appendFileSync } from 'node:fs'
export async function load(url, context, next) {
  appendFileSync(${JSON.stringify(file).replaceAll('\\', '\\\\')}, 'module ' + url + '\\\\n')
  return next(url, context)
}\`))
`

/** What a process of Node is to be started with to be watched, and what was noted so far. */
export function watchOutgoing() {
  const folder = mkdtempSync(join(tmpdir(), 'watch-'))
  const [hook, file] = [join(folder, 'hook.mjs'), join(folder, 'noted')]
  writeFileSync(file, '')
  writeFileSync(hook, program(file))
  const noted = (kinds: RegExp) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => kinds.test(line))
  return {
    env: { NODE_OPTIONS: `--import=${hook}` },
    modules: () => noted(/^module /),
    connections: () => noted(/^(?:socket|lookup|fetch) /),
  }
}
