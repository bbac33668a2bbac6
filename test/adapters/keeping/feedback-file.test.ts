import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FeedbackFile } from '../../../adapters/keeping/feedback-file.js'
import { NotKept } from '../../../adapters/store/disk.js'
import { anyText } from '../../fakes/matchers.js'
import { notedDisk } from '../../fakes/noted-disk.js'

const now = () => new Date('2026-01-02T03:04:05Z')
const owners = ['msteams/1/somebody']
const freshFolder = () => mkdtempSync(join(tmpdir(), 'feedback-'))

function linesOf(path: string): unknown[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as unknown)
}

describe('the feedback file', () => {
  it('grows by one line an entry, with the time', async () => {
    const path = join(freshFolder(), 'new', 'feedback.ndjson')
    const file = new FeedbackFile(path, notedDisk().disk, now)
    const places = [{ document: 'CTOC/COP/2012/10', paragraph: 29 }]
    await file.add({ answer: 'a', reaction: 'like', question: 'Q\n?', places, owners })
    await file.add({ answer: 'b', comment: 'No.', owners })
    const at = '2026-01-02T03:04:05.000Z'
    expect(linesOf(path)).toEqual([
      { at, answer: 'a', reaction: 'like', question: 'Q\n?', places, owners: [anyText] },
      { at, answer: 'b', comment: 'No.', owners: [anyText] },
    ])
  })

  it('keeps entries that come at once whole and in order', async () => {
    const path = join(freshFolder(), 'feedback.ndjson')
    const file = new FeedbackFile(path, notedDisk().disk, now)
    const answers = Array.from({ length: 50 }, (_, index) => `a${index}`)
    await Promise.all(
      answers.map((answer) => file.add({ answer, comment: 'x'.repeat(2000), owners })),
    )
    expect(linesOf(path)).toMatchObject(answers.map((answer) => ({ answer })))
  })

  it('keeps what is delivered twice once, also over a restart', async () => {
    const path = join(freshFolder(), 'feedback.ndjson')
    const said = { answer: 'a', comment: 'No.', delivery: 'webchat/c1/c1|0000003', owners }
    for (let start = 0; start < 2; start += 1) {
      const file = new FeedbackFile(path, notedDisk().disk, now)
      await Promise.all([file.add(said), file.add(said)])
    }
    expect(linesOf(path)).toHaveLength(1)
    expect(readFileSync(path, 'utf8')).not.toContain('c1')
  })

  it('removes what is an owner’s, or too old, in its place, whoever adds meanwhile', async () => {
    const path = join(freshFolder(), 'feedback.ndjson')
    const file = new FeedbackFile(path, notedDisk().disk, now)
    await file.add({ answer: 'a', comment: 'mine', owners: ['me', 'm1'] })
    await file.add({ answer: 'b', comment: 'theirs', owners: ['you'] })
    const { size } = statSync(path)
    await file.forget('m1')
    expect(readFileSync(path, 'utf8')).not.toContain('mine')
    expect(statSync(path).size).toBe(size)
    expect(new FeedbackFile(path, notedDisk().disk, now)).toBeDefined()
    file.forgetBefore(new Date('2026-01-02T03:04:05Z'))
    expect(readFileSync(path, 'utf8')).toContain('theirs')
    file.forgetBefore(new Date('2026-01-02T03:04:06Z'))
    expect(readFileSync(path, 'utf8').trim()).toBe('')
  })

  it('that can’t be written says so each time, and in the log once', async () => {
    const blocker = join(freshFolder(), 'file')
    writeFileSync(blocker, '')
    const { disk, logged } = notedDisk()
    const file = new FeedbackFile(join(blocker, 'feedback.ndjson'), disk, now)
    await expect(file.add({ answer: 'a', owners })).rejects.toThrow(NotKept)
    await expect(file.add({ answer: 'b', owners })).rejects.toThrow(NotKept)
    expect(logged().match(/files can’t be written/g)).toHaveLength(1)
  })
})
