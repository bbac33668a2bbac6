import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { signingKey } from '../../adapters/direct-line/secret.js'
import { FeedbackFile } from '../../adapters/keeping/feedback-file.js'
import { NotKept } from '../../adapters/store/disk.js'
import { notedDisk } from '../fakes/noted-disk.js'
import { until } from './direct-line/client.js'
import { begin, serveChat } from './direct-line/served-chat.js'

const env = { MESSAGES_PER_MINUTE: '1000' }
const folder = mkdtempSync(join(tmpdir(), 'full-'))

/** Mounts a disk of half a megabyte; false where this machine doesn't let us. */
function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const isMounted = mounted()
const leftOut = isMounted ? '' : ' (left out: no small disk can be mounted here)'

/** Takes the space that is left; gives it back when its file is removed. */
function takeSpace(): void {
  const { bavail, bsize } = statfsSync(folder)
  writeFileSync(join(folder, 'ballast'), Buffer.alloc(bavail * bsize))
}
const giveSpace = () => rmSync(join(folder, 'ballast'), { force: true })

describe.skipIf(!isMounted)(`a disk that is full${leftOut}`, () => {
  let chat: Awaited<ReturnType<typeof serveChat>>
  beforeAll(async () => {
    chat = await serveChat({ dataDir: folder, env })
  })
  afterEach(giveSpace)
  afterAll(async () => {
    await chat.stop()
    execFileSync('umount', ['-l', folder])
  })

  it('has what is posted refused with 503 while it is full, and one line in the log', async () => {
    const { say, read, path, headers } = await begin(chat.url)
    expect((await say('before')).status).toBe(200)
    await until(async () => (await read()).activities.length > 1)
    takeSpace()
    const statuses: number[] = []
    const accepted: string[] = []
    for (let at = 0; at < 60; at += 1) {
      const text = `${at} ${'x'.repeat(1000)}`
      const { status, headers: said, json } = await say(text)
      statuses.push(status)
      if (status === 200) accepted.push(text)
      else expect([said.get('retry-after'), json.error?.code]).toEqual(['10', 'NotKept'])
    }
    expect(statuses).toContain(503)
    const upload = await fetch(`${path}/upload`, { method: 'POST', headers, body: new FormData() })
    expect([400, 503]).toContain(upload.status)
    giveSpace()
    const after = await say('after')
    expect(after.status).toBe(200)
    await until(async () =>
      (await read()).activities.some(({ replyToId: id }) => id === after.json.id),
    )
    const texts = (await read()).activities.flatMap(({ text = [] }) => text)
    expect(accepted.filter((text) => !texts.includes(text))).toEqual([])
    expect(chat.log().match(/files can’t be written/g)).toHaveLength(1)
    expect(chat.log().match(/files can be written again/g)).toHaveLength(1)
    const { port, dataDir } = chat
    await chat.stop()
    chat = await serveChat({ dataDir, port, env })
    const again = (await read().catch(() => read())).activities.flatMap(({ text = [] }) => text)
    expect(again).toEqual(texts)
  })

  it('leaves no line of feedback torn, and none joined to it', async () => {
    const path = join(folder, 'feedback.ndjson')
    const file = new FeedbackFile(path, notedDisk().disk)
    const entry = { answer: 'a', owners: [] }
    await file.add({ ...entry, comment: 'before' })
    takeSpace()
    const add = (at: number) => file.add({ ...entry, comment: `${at} ${'y'.repeat(3000)}` })
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => add(at)))
    const refused = results.filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const one of refused) expect(one).toMatchObject({ reason: expect.any(NotKept) as NotKept })
    giveSpace()
    await file.add({ ...entry, comment: 'after' })
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    expect(lines).toHaveLength(2 + 20 - refused.length)
    for (const line of lines) JSON.parse(line)
  })

  it('lets a first start fail in words, and the next one begin', () => {
    const dataDir = join(folder, 'first')
    takeSpace()
    const start = () => signingKey({ dataDir, ...notedDisk() })
    expect(start).toThrow(/^Direct Line: .* Free some space/)
    giveSpace()
    expect(start()).toEqual(start())
    expect(readdirSync(dataDir)).toEqual(['direct-line.secret'])
  })
})
