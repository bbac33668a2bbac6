import { cpSync, mkdtempSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clientScript, openClient } from '../../../adapters/web/client.js'
import { hasBundle, webChat } from '../../../adapters/web/bundle.js'

const freshFolder = () => join(mkdtempSync(join(tmpdir(), 'client-')), 'web')
const noNetwork = () => Promise.reject(new Error('npm: ENOTFOUND'))

const isHere = await hasBundle('data/web', webChat)

describe('the chat client', () => {
  it('that can’t be had is reported, and the page goes on waiting', async () => {
    const warnings: unknown[] = []
    const warn = (error: unknown) => void warnings.push(error)
    const { files, settled } = openClient({ folder: freshFolder(), warn, pack: noNetwork })
    await settled
    expect(files()).toBeUndefined()
    expect(String(warnings)).toMatch(/Run npm run web:fetch/)
  })

  it.skipIf(!isHere)('that is there already needs no network', async () => {
    const warn = (error: unknown) => {
      throw error
    }
    const { files, settled } = openClient({ folder: 'data/web', warn, pack: noNetwork })
    expect(files()).toBeUndefined()
    await settled
    expect([...(files()?.keys() ?? [])]).toEqual([clientScript, 'webchat.js.LICENSE.txt'])
  })

  it.skipIf(!isHere)('is packed with Brotli once, and anew where that file broke off', async () => {
    const folder = freshFolder()
    cpSync('data/web', folder, { recursive: true })
    const packed = join(folder, webChat.version, 'dist', 'webchat.js.br')
    const warn = (error: unknown) => {
      throw error
    }
    const open = async () => {
      const client = openClient({ folder, warn, pack: noNetwork })
      await client.settled
      return client.files()?.get(clientScript)
    }
    await open()
    const { mtimeMs, size } = statSync(packed)
    const script = await open()
    expect(statSync(packed).mtimeMs).toBe(mtimeMs)
    expect(script?.tight?.equals(readFileSync(packed))).toBe(true)
    expect(size).toBeLessThan(0.7 * (script?.packed.length ?? 0))
    truncateSync(packed, 1000)
    await open()
    expect(statSync(packed).size).toBe(size)
  })
})
