import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Request, Response } from 'restify'

const zipped = promisify(gzip)

/** Something that is served as it is: its bytes, plain and packed, and what to say of them. */
export interface Asset {
  readonly type: string
  readonly body: Buffer
  /** With gzip, which every browser unpacks. */
  readonly packed: Buffer
  /** With Brotli, where that was worth the time: a third smaller, and hundreds of times slower. */
  readonly tight?: Buffer
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
  asset: Asset,
  { status = 200, cache = 'no-cache' }: Sending = {},
): void {
  const { type, etag } = asset
  res.setHeader('cache-control', cache)
  res.setHeader('etag', etag)
  res.setHeader('vary', 'accept-encoding, accept-language')
  if (status === 200 && req.headers['if-none-match']?.includes(etag)) {
    res.writeHead(304)
    res.end()
    return
  }
  const { coding, bytes } = chosen(asset, req.headers['accept-encoding'])
  if (coding !== undefined) res.setHeader('content-encoding', coding)
  res.writeHead(status, { 'content-type': type, 'content-length': bytes.length })
  res.end(bytes)
}

/** The smallest form that the browser takes; a coding with the quality 0 is one that it refuses. */
function chosen({ body, packed, tight }: Asset, accepted = '') {
  const offers = accepted.split(',').map((one) => one.toLowerCase().split(';'))
  const takes = (coding: string) =>
    offers.some(
      ([name = '', quality = '']) =>
        name.trim() === coding && !/^\s*q=0(?:\.0*)?\s*$/.test(quality),
    )
  if (tight && takes('br')) return { coding: 'br', bytes: tight }
  return takes('gzip') ? { coding: 'gzip', bytes: packed } : { coding: undefined, bytes: body }
}
