import { MemoryConversations } from '../../adapters/store/memory-conversations.js'
import { eld } from 'eld/extrasmall'
import { analyse } from 'scslre'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { languageOf } from '../../bot/question/language.js'
import { hostileTexts } from '../../adapters/bench/hostile-texts.js'
import { assistantOver } from '../../adapters/open-assistant.js'
import { Dialogue } from '../../bot/dialogue.js'
import type { Embedder, WordEmbedder } from '../../knowledge/model/embedder.js'
import { openRealModel } from '../helpers/real-knowledge.js'
import { watchPatterns } from '../helpers/watched-patterns.js'

const options = { dataDir: 'data', model: 'all-MiniLM-L6-v2', precision: 'fp32' } as const
const limit = 2000

/** The tokens of the texts that the model was given since it was last asked, text by text. */
interface Counted extends Embedder, WordEmbedder {
  taken(): number[]
}

function counting(model: Embedder & WordEmbedder): Counted {
  let given: number[] = []
  return {
    fingerprint: model.fingerprint,
    dimensions: model.dimensions,
    maxTokens: model.maxTokens,
    countTokens: (text) => model.countTokens(text),
    embed: (texts) => {
      given.push(...texts.map((text) => model.countTokens(text)))
      return model.embed(texts)
    },
    embedWords: (text) => model.embedWords(text),
    taken: () => {
      const all = given
      given = []
      return all
    },
  }
}

const texts = hostileTexts(limit)
let model: Counted
let ask: (conversation: string, text: string) => Promise<unknown>

beforeAll(async () => {
  model = counting(await openRealModel())
  const assistant = await assistantOver(model, options)
  const conversations = new MemoryConversations()
  const dialogue = new Dialogue({ assistant, conversations, maxMessageLength: limit })
  const nothing = () => Promise.resolve()
  ask = (conversation, text) => dialogue.take({ conversation }, { text }, nothing)
  // What is the same for every question is worked out by the first that needs it.
  await ask('first', 'How much cocaine was seized in 2011?')
})

describe('a message of the greatest length', () => {
  it.each(texts)(
    'of $name gives the model 192 tokens at most, 128 in one text',
    async (hostile) => {
      model.taken()
      await ask(hostile.name, hostile.text)
      const taken = model.taken()
      expect(Math.max(...taken)).toBeLessThanOrEqual(128)
      expect(taken.reduce((sum, tokens) => sum + tokens, 0)).toBeLessThanOrEqual(192)
    },
  )

  it.each(texts)(
    'of $name that follows another gives it no more than half as much again',
    async ({ name, text }) => {
      await ask(`${name} follows`, 'What does the report say about Panama?')
      model.taken()
      await ask(`${name} follows`, text)
      const tokens = model.taken().reduce((sum, one) => sum + one, 0)
      expect(tokens).toBeLessThanOrEqual(192)
    },
  )

  it('is gone over as often as a short one, by patterns that take time in proportion to it', async () => {
    const plain = await watchPatterns(() => ask('plain', 'How much cocaine was seized in 2011?'))
    const patterns = new Map<string, RegExp>()
    for (const { name, text } of texts) {
      const watched = await watchPatterns(() => ask('plain', text))
      for (const pattern of watched.patterns) patterns.set(String(pattern), pattern)
      const extra = (watched.characters - plain.characters) / limit
      expect(extra, name).toBeLessThanOrEqual(300)
    }
    expect(patterns.size).toBeGreaterThan(50)
    const slow = [...patterns.values()].filter((pattern) => analyse(pattern).reports.length > 0)
    // The detector of languages parts words so; it is given no two separators in a row.
    const between = '/[^A-Za-zªµº'
    expect(slow.filter((pattern) => !String(pattern).startsWith(between))).toEqual([])
  })
})

describe('the detector of languages', () => {
  it.each(["'", '’', '.', ' ', '-', "' ", "a'", '1.', '\u0300', '🙂'])(
    'is given no run of separators for %j again and again',
    (piece) => {
      const given = vi.spyOn(eld, 'detect')
      languageOf(piece.repeat(1000), { unheard: () => 1, gazetteer: () => [] })
      expect(given.mock.calls.flat().join()).not.toMatch(/[^\p{L}\p{M}]{3}/u)
      given.mockRestore()
    },
  )
})

describe('a question in a long message', () => {
  const filler =
    'The delegation is grateful for the work of the Secretariat on this matter. '.repeat(20)

  it.each([
    ['at its end', (question: string) => `${filler}${question}`],
    ['at its start', (question: string) => `${question} ${filler}`],
    ['in its middle', (question: string) => `${filler}${question} ${filler}`.slice(0, limit)],
  ])('is found %s', async (_, write) => {
    const reply = await ask(`long ${_}`, write('How much cocaine was seized in 2011?'))
    expect(reply).toMatchObject({ references: [{ paragraph: 29 }] })
  })
})
