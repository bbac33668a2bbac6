import { appendFileSync, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { notedDisk } from '../../fakes/noted-disk.js'
import { WelcomeFile } from '../../../adapters/teams/welcome-file.js'

const fresh = () => join(mkdtempSync(join(tmpdir(), 'welcome-')), 'data', 'welcomed.ndjson')

describe('the file of greeted conversations', () => {
  it('knows a conversation again, also after a restart', async () => {
    const path = fresh()
    const first = new WelcomeFile(path, notedDisk().disk)
    expect(await first.isFirst('msteams/19:team')).toBe(true)
    expect(await first.isFirst('msteams/19:team')).toBe(false)
    expect(await new WelcomeFile(path, notedDisk().disk).isFirst('msteams/19:team')).toBe(false)
    expect(await new WelcomeFile(path, notedDisk().disk).isFirst('msteams/19:other')).toBe(true)
  })

  it('lets only one of two at the same moment be the first', async () => {
    const file = new WelcomeFile(fresh(), notedDisk().disk)
    expect(await Promise.all([file.isFirst('a'), file.isFirst('a')])).toEqual([true, false])
  })

  it('forgets a conversation that the bot was removed from, also after a restart', async () => {
    const path = fresh()
    const file = new WelcomeFile(path, notedDisk().disk)
    await file.forget('msteams/19:never')
    expect(existsSync(path)).toBe(false)
    await file.isFirst('msteams/19:team')
    await file.forget('msteams/19:team')
    expect(readFileSync(path, 'utf8').trim()).toBe('')
    const next = new WelcomeFile(path, notedDisk().disk)
    expect(await next.isFirst('msteams/19:team')).toBe(true)
    expect(await new WelcomeFile(path, notedDisk().disk).isFirst('msteams/19:team')).toBe(false)
  })

  it('holds no id, and is made only when somebody is greeted', async () => {
    const path = fresh()
    const file = new WelcomeFile(path, notedDisk().disk)
    expect(existsSync(path)).toBe(false)
    await file.isFirst('msteams/19:team')
    expect(readFileSync(path, 'utf8')).toMatch(/^\{"greeted":"[\w-]{22}"\}\n$/)
  })

  it('sets a broken line aside, and keeps the others', async () => {
    const path = fresh()
    await new WelcomeFile(path, notedDisk().disk).isFirst('a')
    appendFileSync(path, '{"gree')
    const { disk, logged } = notedDisk()
    const file = new WelcomeFile(path, disk)
    expect([await file.isFirst('a'), await file.isFirst('b')]).toEqual([false, true])
    expect(readFileSync(`${path}.rejected`, 'utf8')).toBe('{"gree\n')
    expect(logged()).toContain('"lines":[2]')
  })
})
