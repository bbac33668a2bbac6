import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { InOrder } from '../../bot/in-order.js'

describe('InOrder', () => {
  it('runs the tasks of one key one after the other', async () => {
    const order = new InOrder()
    const seen: string[] = []
    const slow = order.run('a', () => wait(20).then(() => seen.push('slow')))
    const fast = order.run('a', () => Promise.resolve(seen.push('fast')))
    const other = order.run('b', () => Promise.resolve(seen.push('other')))
    await Promise.all([slow, fast, other])
    expect(seen).toEqual(['other', 'slow', 'fast'])
  })

  it('goes on after a task that failed', async () => {
    const order = new InOrder()
    const failed = order.run('a', () => Promise.reject(new Error('no')))
    const next = order.run('a', () => Promise.resolve('yes'))
    await expect(failed).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })
})
