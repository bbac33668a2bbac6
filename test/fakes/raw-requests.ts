import { connect } from 'node:net'

/** Gives numbers from 0 to 1, the same for the same seed (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const hosts = [
  '127.0.0.1',
  'localhost:80',
  '[::1]',
  '[bad',
  'evil.example',
  '',
  'a b',
  '127.0.0.1:x',
]
const paths = [
  '/',
  '/healthz',
  '/readyz',
  '/web',
  '/web/token',
  '/web/x.js',
  '/api/messages',
  '/v3/directline/conversations',
  '/v3/directline/conversations/x/activities?watermark=',
  '/v3/directline/conversations/x/stream?t=abc',
  '/v3/directline/conversations/x/upload?userId=',
  '/v3/directline/tokens/refresh',
]
const tails = [
  '',
  '?',
  '#',
  '%',
  '%zz',
  '%c0%80',
  '%00',
  '/..',
  '//',
  '[',
  ']',
  '\\',
  '?a=%',
  '?a[b]=1',
  '*',
  '{}',
  '\t',
  '\u007f',
  'é',
]
const targets = [
  'http://[bad/',
  'http://',
  'http://[::1',
  'http://a:99999/',
  'http://u:p@127.0.0.1/healthz',
  'https://127.0.0.1/healthz',
  'HTTP://LOCALHOST/web',
  'ftp://x/',
  'javascript:alert(1)',
  '//',
  '//[',
  '///',
  '//evil.example/healthz',
  '*',
  '',
  '?',
  'x:y',
  'localhost:80',
  '\\\\',
  '/'.repeat(4000),
  `/${'a'.repeat(20_000)}`,
]
const methods =
  'GET HEAD POST PUT DELETE OPTIONS PATCH TRACE CONNECT PROPFIND M-SEARCH get G\u0000T BREW'.split(
    ' ',
  )
const versions = [
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.1',
  'HTTP/1.0',
  'HTTP/0.9',
  'HTTP/2.0',
  'HTTP/1.',
  '',
]
const headers = [
  'origin: http://[bad',
  'origin: null',
  'origin: http://127.0.0.1',
  'content-type: application/json',
  'content-type: multipart/form-data; boundary=x',
  'content-type: \u0000',
  'content-length: 5',
  'content-length: -1',
  'content-length: 5\r\ncontent-length: 6',
  'content-encoding: gzip',
  'transfer-encoding: chunked',
  'transfer-encoding: gzip, chunked',
  'transfer-encoding: x',
  'expect: 100-continue',
  'expect: nothing',
  'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13',
  'connection: upgrade\r\nupgrade: h2c',
  'authorization: Bearer x',
  `authorization: Bearer ${'.'.repeat(3000)}`,
  'x-forwarded-for: , ,[::',
  'x-forwarded-proto: https',
  'accept-language: ;;;q=x',
  'accept-encoding: *',
  'if-none-match: "',
  'range: bytes=9-1',
  'folded: one\r\n two',
  'bare: one\rtwo',
  'bare: one\ntwo',
  ': nameless',
  'no colon',
  'spaced : x',
  'cookie: __proto__=1',
  '__proto__: x',
  'constructor: x',
]
const harmless = [
  'content-type: application/json\r\ncontent-length: 2',
  'origin: http://127.0.0.1',
  'accept-encoding: gzip',
  'authorization: Bearer x',
]
const bodies = [
  '',
  '{}',
  '{"token":1}',
  '[]',
  '{"a":',
  '\u0000',
  '5\r\n{"a":1}\r\n0\r\n\r\n',
  'ffffffffff\r\n',
  '--x\r\ncontent-type: application/vnd.microsoft.activity\r\n\r\n{',
  '['.repeat(3000),
]

/** What somebody who means no good, or a broken client, may write on a socket; one or several requests. */
export function rawRequest(random: () => number): Buffer {
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)]
    if (item === undefined) throw new Error('Pick from a list that is not empty.')
    return item
  }
  const often = <Item>(usual: Item, odd: readonly Item[]) => (random() < 0.8 ? usual : pick(odd))
  const times = (count: number, line: () => string) => Array.from({ length: count }, line)
  const one = () => {
    const target = random() < 0.2 ? pick(targets) : pick(paths) + often('', tails)
    const lines = [
      `${often(pick(['GET', 'POST']), methods)} ${target} ${often('HTTP/1.1', versions)}`,
      ...times(often(1, [0, 2]), () => `host: ${often('127.0.0.1', hosts)}`),
      ...times(Math.floor(random() * 4), () => often(pick(harmless), headers)),
      ...(random() < 0.005 ? times(3000, () => `h${Math.floor(random() * 1e9)}: x`) : []),
      ...(random() < 0.7 ? ['connection: close'] : []),
    ]
    const whole = `${lines.join(often('\r\n', ['\n', '\r']))}\r\n\r\n${pick(bodies)}`
    return random() < 0.1 ? whole.slice(0, Math.floor(random() * whole.length)) : whole
  }
  const count = random() < 0.15 ? 5 : 1
  return Buffer.from(Array.from({ length: count }, one).join(''), 'latin1')
}

/**
 * Writes bytes on a new connection, and ends it once it has heard something or waited for it.
 *
 * @param patienceMs a client that ends its side takes no more answers, so it waits for this long
 * @returns the status of the first answer; undefined where the connection was closed without one
 */
export function sendRaw(
  port: number,
  bytes: Buffer | string,
  patienceMs = 3000,
): Promise<number | undefined> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    const patience = setTimeout(() => socket.end(), patienceMs)
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1')
      if (final.test(answer)) socket.end()
    })
    socket.setTimeout(5000, () => socket.destroy())
    // A reset is an answer too: what was read before it counts.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(patience)
      const [, status] = final.exec(answer) ?? []
      resolve(status === undefined ? undefined : Number(status))
    })
  })
}

/** The first status that isn't the server's word to go on. */
const final = /^HTTP\/1\.1 (?!100)(\d{3})/m
