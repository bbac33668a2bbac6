import type { IncomingMessage } from 'node:http'
import { fault } from '../http/faults.js'
import { Refusal } from './refusal.js'

const kept = 64 * 1024
const limit = 8 * 1024 * 1024

/**
 * Reads the activity of a multipart upload, which the client writes first; of the files nothing
 * is kept, neither in memory nor on disk.
 *
 * @returns the activity as it was sent; an empty object where none can be found
 * @throws Refusal for a body that is no multipart or too long
 */
export async function readUpload(req: IncomingMessage): Promise<object> {
  const type = req.headers['content-type'] ?? ''
  const [, boundary] = /^multipart\/form-data;.*boundary="?([^";,]{1,100})"?/i.exec(type) ?? []
  if (boundary === undefined) throw new Refusal(fault('NotMultipart'))
  return activityIn(await beginning(req), boundary)
}

async function beginning(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  // Left to itself the loop cuts the connection when it ends early, and the answer with it.
  for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    if (length < kept) chunks.push(chunk)
    length += chunk.length
    if (length > limit) {
      throw new Refusal({ ...fault('BodyTooLarge'), headers: { connection: 'close' } })
    }
  }
  return Buffer.concat(chunks).subarray(0, kept).toString('utf8')
}

function activityIn(text: string, boundary: string): object {
  const part = text
    .split(`--${boundary}`)
    .find((one) => /^content-type:\s*application\/vnd\.microsoft\.activity/im.test(one))
  try {
    const activity: unknown = JSON.parse(part?.slice(part.indexOf('\r\n\r\n')) ?? '{}')
    return typeof activity === 'object' && activity !== null ? activity : {}
  } catch (error) {
    if (error instanceof SyntaxError) return {}
    throw error
  }
}
