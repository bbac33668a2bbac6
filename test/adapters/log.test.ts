import { describe, expect, it } from 'vitest'
import { createLog } from '../../adapters/log.js'

describe('the log', () => {
  it.each(['\u0080', '\u009b2J', '\u0085', '\u2028', '\u2029', '\u007f', '\u001b[2J', '\r\n'])(
    'writes %j as an escape, in one line that can be read back',
    (control) => {
      const lines: string[] = []
      const log = createLog('info', { write: (line: string) => void lines.push(line) })
      log.info({ path: `/a${control}b`, err: new Error(control) }, `said ${control}`)
      expect(lines).toHaveLength(1)
      expect(lines[0]?.trimEnd()).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u)
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({
        path: `/a${control}b`,
        msg: `said ${control}`,
      })
    },
  )
})
