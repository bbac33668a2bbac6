import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFailed } from 'vitest'
import { freshDataDir, npmStart } from '../helpers/npm-start.js'

const question = JSON.stringify({
  type: 'message',
  deliveryMode: 'expectReplies',
  from: { id: 'me' },
  conversation: { id: '1' },
  text: 'How much cocaine was seized in 2011?',
})

/** Has a question begun, as the server’s word to go on says, and sends its end with `finish`. */
async function askSlowly(url: string) {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const head = [
    'POST /api/messages HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    'expect: 100-continue',
    `content-length: ${Buffer.byteLength(question)}`,
  ]
  socket.write([...head, '', ''].join('\r\n'))
  await once(socket, 'data')
  socket.write(question.slice(0, -1))
  const answer = text(socket)
  return { answer, finish: () => void socket.write(question.slice(-1)) }
}

/** Takes the port as the next start would; rejected while anybody else holds it. */
async function takePort(url: string): Promise<void> {
  const { hostname, port } = new URL(url)
  const server = createServer().listen(Number(port), hostname)
  await once(server, 'listening')
  server.close()
}

describe('npm start', { timeout: 60_000 }, () => {
  it('says where others find it, and nothing of a door that is shut', async () => {
    const PUBLIC_ORIGIN = 'https://chat.example.org'
    const { lines, kill } = await npmStart({ DATA_DIR: freshDataDir(), PUBLIC_ORIGIN })
    await expect.poll(lines).toContainEqual(expect.stringMatching(/^In the terminal/))
    kill()
    expect(lines().join()).toContain('Open the chat: https://chat.example.org/web,In the')
  })

  it.each([
    { signal: 'SIGTERM', to: 'npm alone, as a container sends it' },
    { signal: 'SIGTERM', to: 'npm and the bot, as systemd sends it' },
    { signal: 'SIGINT', to: 'npm alone' },
    { signal: 'SIGINT', to: 'npm and the bot, as a terminal sends it' },
  ] as const)('says what to try, and ends cleanly on $signal to $to', async ({ signal, to }) => {
    const { url, pid, ended, err, lines, kill } = await npmStart({ DATA_DIR: freshDataDir() })
    onTestFailed(kill)
    await expect.poll(lines).toContainEqual(expect.stringMatching(/^In the terminal/))
    expect(lines().join()).toContain(`Open the chat: ${url}/web,  For this machine only`)
    const { answer, finish } = await askSlowly(url)
    process.kill(to.includes('and') ? -pid : pid, signal)
    await expect.poll(lines).toContainEqual(expect.stringContaining('Stopping'))
    finish()
    expect(await answer).toContain('9,219 kg')
    expect(await ended).toEqual([0, null])
    await takePort(url)
    expect(lines().filter((line) => line.startsWith('Stopping'))).toHaveLength(1)
    expect(await err).toBe('')
  })
})
