import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Request, Response } from 'restify'

const zipped = promisify(gzip)

/** Something that is served as it is: its bytes, plain and packed, and what to say of them. */
export interface Asset {
  readonly type: string
  readonly body: Buffer
  readonly packed: Buffer
  readonly etag: string
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
}

/** Makes an asset; its name's ending tells its type. */
export async function toAsset(name: string, content: Buffer | string): Promise<Asset> {
  const body = Buffer.from(content)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  return { type, body, packed: await zipped(body, { level: 9 }), etag }
}

/** How an asset is answered with. */
export interface Sending {
  readonly status?: number
  /** The value of cache-control: `no-cache` asks the browser to check each time. */
  readonly cache?: string
}

/** Sends an asset, packed where the browser takes that, or only says that it hasn't changed. */
export function sendAsset(
  { req, res }: { req: Request; res: Response },
  { type, body, packed, etag }: Asset,
  { status = 200, cache = 'no-cache' }: Sending = {},
): void {
  res.setHeader('cache-control', cache)
  res.setHeader('etag', etag)
  res.setHeader('vary', 'accept-encoding, accept-language')
  if (status === 200 && req.headers['if-none-match']?.includes(etag)) {
    res.writeHead(304)
    res.end()
    return
  }
  const packs = /\bgzip\b/.test(req.headers['accept-encoding'] ?? '')
  if (packs) res.setHeader('content-encoding', 'gzip')
  const bytes = packs ? packed : body
  res.writeHead(status, { 'content-type': type, 'content-length': bytes.length })
  res.end(bytes)
}
