import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FeedbackFile } from '../../adapters/feedback-file.js'
import { NotKept } from '../../adapters/store/disk.js'
import { notedDisk } from '../fakes/noted-disk.js'

const now = () => new Date('2026-01-02T03:04:05Z')
const freshFolder = () => mkdtempSync(join(tmpdir(), 'feedback-'))

function linesOf(path: string): unknown[] {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line) as unknown)
}

describe('the feedback file', () => {
  it('grows by one line an entry, with the time', async () => {
    const path = join(freshFolder(), 'new', 'feedback.ndjson')
    const file = new FeedbackFile(path, notedDisk().disk, now)
    await file.add({ answer: 'a', reaction: 'like', question: 'Q\n?', paragraphs: [29] })
    await file.add({ answer: 'b', comment: 'No.' })
    const at = '2026-01-02T03:04:05.000Z'
    expect(linesOf(path)).toEqual([
      { at, answer: 'a', reaction: 'like', question: 'Q\n?', paragraphs: [29] },
      { at, answer: 'b', comment: 'No.' },
    ])
  })

  it('keeps entries that come at once whole and in order', async () => {
    const path = join(freshFolder(), 'feedback.ndjson')
    const file = new FeedbackFile(path, notedDisk().disk, now)
    const answers = Array.from({ length: 50 }, (_, index) => `a${index}`)
    await Promise.all(answers.map((answer) => file.add({ answer, comment: 'x'.repeat(2000) })))
    expect(linesOf(path)).toMatchObject(answers.map((answer) => ({ answer })))
  })

  it('that can’t be written says so each time, and in the log once', async () => {
    const blocker = join(freshFolder(), 'file')
    writeFileSync(blocker, '')
    const { disk, logged } = notedDisk()
    const file = new FeedbackFile(join(blocker, 'feedback.ndjson'), disk, now)
    await expect(file.add({ answer: 'a' })).rejects.toThrow(NotKept)
    await expect(file.add({ answer: 'b' })).rejects.toThrow(NotKept)
    expect(logged().match(/files can’t be written/g)).toHaveLength(1)
  })
})
