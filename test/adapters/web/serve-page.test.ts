import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listen, type Listening } from '../../../adapters/http/listen.js'
import { createLog } from '../../../adapters/log.js'
import { createServer } from '../../../adapters/server.js'
import { toAsset } from '../../../adapters/web/asset.js'
import { clientScript, type Client } from '../../../adapters/web/client.js'
import { openPages, type Service } from '../../../adapters/web/pages.js'
import { pageRoutes } from '../../../adapters/web/serve-page.js'

const script = 'const script = 1'
let isReady = true
let server: Listening

interface Setup extends Service {
  readonly frameAncestors?: readonly string[]
}

async function serve({ frameAncestors = [], ...service }: Setup = {}): Promise<Listening> {
  const asset = { ...(await toAsset(clientScript, script)), tight: brotliCompressSync(script) }
  const files = new Map([[clientScript, asset]])
  const client: Client = {
    files: () => (isReady ? files : undefined),
    settled: Promise.resolve(),
  }
  const routes = [pageRoutes({ pages: await openPages(service), client, frameAncestors })]
  const log = createLog('silent')
  const parts = { routes, loading: () => undefined, bodyLimit: 1024, localOnly: true, log }
  return listen(createServer(parts), { host: '127.0.0.1', port: 0 })
}

beforeAll(async () => {
  server = await serve()
})
afterAll(() => server.close())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers, redirect: 'manual' })

describe('the page', () => {
  it('is where the root leads', async () => {
    const { status, headers } = await get('/')
    expect([status, headers.get('location')]).toEqual([302, '/web'])
  })

  it.each(['', '?lang=fr'])('is where /web/%s leads', async (query) => {
    const { status, headers } = await get(`/web/${query}`)
    expect([status, headers.get('location')]).toEqual([302, `/web${query}`])
  })

  it.each(['/', '/web', '/web/page.js', `/web/${clientScript}`])(
    'answers HEAD on %s like GET, without a body',
    async (path) => {
      const asked = await get(path)
      const head = await fetch(server.url + path, { method: 'HEAD', redirect: 'manual' })
      expect([head.status, await head.text()]).toEqual([asked.status, ''])
      expect(head.headers.get('etag')).toBe(asked.headers.get('etag'))
    },
  )

  it.each([
    ['nobody, where nobody is named', undefined, undefined],
    ['an e-mail address', 'questions@example.org', 'href="mailto:questions@example.org"'],
    ['a page', 'https://example.org/a?b&c', 'href="https://example.org/a?b&amp;c"'],
  ])('says whom to ask: %s', async (_, contact, link) => {
    const told = await serve({ contact, days: 30 })
    const text = await (await fetch(`${told.url}/web?lang=en`)).text()
    expect(text.includes('Whom to ask:')).toBe(link !== undefined)
    expect(text).toContain(link ?? '')
    expect(text).toContain('deleted after 30 days at the latest')
    await told.close()
  })

  it.each(['ar', 'en', 'es', 'fr', 'ru', 'zh'])(
    'in %s names the official document',
    async (lang) => {
      const text = await (await get(`/web?lang=${lang}`)).text()
      expect(text).toContain(`href="https://undocs.org/${lang}/CTOC/COP/2012/10"`)
      expect(text).not.toMatch(/\{days\}|<!-- /)
    },
  )

  it('runs its own scripts only, in no frame, and tells nobody where it was opened', async () => {
    const { status, headers } = await get('/web')
    expect(status).toBe(200)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })

  it('may be framed by the sites that are named', async () => {
    const framed = await serve({ frameAncestors: ['https://example.org'] })
    const { headers } = await fetch(`${framed.url}/web`)
    expect(headers.get('content-security-policy')).toMatch(
      /frame-ancestors https:\/\/example\.org$/,
    )
    expect(headers.get('x-frame-options')).toBeNull()
    await framed.close()
  })

  it.each([
    [{ 'accept-language': 'fr-CH, en;q=0.8' }, '/web', 'lang="fr" dir="ltr"'],
    [{ 'accept-language': 'de, es;q=0.5, ar;q=0.7' }, '/web', 'lang="ar" dir="rtl"'],
    [{ 'accept-language': 'de' }, '/web', 'lang="en" dir="ltr"'],
    [{ 'accept-language': 'fr' }, '/web?lang=zh', 'lang="zh" dir="ltr"'],
    [{ 'accept-language': 'ru' }, '/web?lang="><script>', 'lang="ru" dir="ltr"'],
  ])('for %j at %s is in the language %s', async (headers, path, html) => {
    const text = await (await get(path, headers)).text()
    expect(text).toContain(`<html ${html}>`)
    expect(text).not.toMatch(/\{\{|<script>/)
  })

  it('that is being prepared says so and reloads itself', async () => {
    isReady = false
    const answer = await get('/web')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '3'])
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(await answer.text()).toMatch(/http-equiv="refresh".*The page is being prepared\./s)
    expect((await get(`/web/${clientScript}`)).status).toBe(404)
    isReady = true
  })
})

describe('a file of the page', () => {
  it.each([
    ['page.js', 'text/javascript; charset=utf-8'],
    ['page.css', 'text/css; charset=utf-8'],
    ['icon.svg', 'image/svg+xml'],
  ])('%s is served as %s and asked for again', async (name, type) => {
    const { status, headers } = await get(`/web/${name}`)
    expect([status, headers.get('content-type')]).toEqual([200, type])
    expect(headers.get('cache-control')).toBe('no-cache')
  })

  it('is sent once', async () => {
    const etag = (await get('/web/page.js')).headers.get('etag') ?? ''
    const again = await get('/web/page.js', { 'if-none-match': etag })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it('is packed for those who can unpack it', async () => {
    const packed = await get('/web/page.css', { 'accept-encoding': 'gzip' })
    const plain = await get('/web/page.css', { 'accept-encoding': 'identity' })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect(await packed.text()).toBe(await plain.text())
  })

  it.each([
    ['br', 'gzip, deflate, br, zstd'],
    ['gzip', 'gzip, deflate'],
    ['gzip', 'gzip, br;q=0'],
    ['br', 'BR;q=0.5'],
    [null, 'identity'],
    [null, 'brotli'],
  ])('of the client comes with the coding %s to who accepts %s', async (coding, accepted) => {
    const answer = await get(`/web/${clientScript}`, { 'accept-encoding': accepted })
    expect(answer.headers.get('content-encoding')).toBe(coding)
    expect(await answer.text()).toBe(script)
  })

  it('of the pinned client is kept for good', async () => {
    const answer = await get(`/web/${clientScript}`)
    expect(await answer.text()).toBe(script)
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  })
})

/** Asks for a path as it is: fetch would tidy it first. */
function statusOf(path: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.url)
    request({ hostname, port, path }, (res) => resolve(res.resume().statusCode))
      .on('error', reject)
      .end()
  })
}

it.each([
  '/web/index.html',
  '/web/tsconfig.json',
  '/web/../package.json',
  '/web/..%2f..%2fpackage.json',
  '/web/%2e%2e/%2e%2e/package.json',
  '/web/page.js%00',
  '/web/__proto__',
])('%s leads nowhere', async (path) => {
  expect(await statusOf(path)).toBeGreaterThanOrEqual(400)
})

it('the page’s files name no host but that of the official document', () => {
  const folder = new URL('../../../adapters/web/page/', import.meta.url)
  const text = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
  const hosts = text.join('').match(/https?:\/\/[\w.-]+/g)
  expect(new Set(hosts)).toEqual(new Set(['http://www.w3.org', 'https://undocs.org']))
})
