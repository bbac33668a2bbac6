import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { MemoryConversations, type Exchange } from '../../bot/conversations.js'
import { InOrder } from '../../bot/in-order.js'

const exchange = (question: string): Exchange => ({
  question,
  explicit: question,
  places: [],
  told: [],
  references: [],
})

const questions = (exchanges: readonly Exchange[]) => exchanges.map(({ question }) => question)

describe('MemoryConversations', () => {
  it('knows nothing of a new conversation', async () => {
    expect(await new MemoryConversations().load('a')).toEqual([])
  })

  it('keeps the last six turns', async () => {
    const store = new MemoryConversations()
    await store.save('a', Array.from('12345678', exchange))
    expect(questions(await store.load('a'))).toEqual(Array.from('345678'))
  })

  it('drops the conversation that changed longest ago', async () => {
    const store = new MemoryConversations({ conversations: 2 })
    for (const id of ['a', 'b', 'a', 'c']) await store.save(id, [exchange(id)])
    expect(questions(await store.load('a'))).toEqual(['a'])
    expect(await store.load('b')).toEqual([])
  })
})

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
