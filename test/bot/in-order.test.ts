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

  it('tells a task that another of its key has come, and no other', async () => {
    const order = new InOrder()
    const signals: AbortSignal[] = []
    const watch = (signal: AbortSignal) => {
      signals.push(signal)
      return wait(20)
    }
    const running = [order.run('a', watch), order.run('b', watch)]
    await wait(5)
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false])
    const next = order.run('a', watch)
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
    await Promise.all([...running, next])
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false, false])
  })

  it('tells a task that waits before it begins', async () => {
    const order = new InOrder()
    const seen: boolean[] = []
    const first = order.run('a', () => wait(20))
    const second = order.run('a', (signal) => Promise.resolve(seen.push(signal.aborted)))
    const third = order.run('a', (signal) => Promise.resolve(seen.push(signal.aborted)))
    await Promise.all([first, second, third])
    expect(seen).toEqual([true, false])
  })

  it('tells a task nothing once it has ended', async () => {
    const order = new InOrder()
    const ended: AbortSignal[] = []
    await order.run('a', (signal) => Promise.resolve(ended.push(signal)))
    await order.run('a', () => Promise.resolve())
    expect(ended.map(({ aborted }) => aborted)).toEqual([false])
  })
})
