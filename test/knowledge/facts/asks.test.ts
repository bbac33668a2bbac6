import { beforeAll, describe, expect, it } from 'vitest'
import type { Expert } from '../../../adapters/open-assistant.js'
import { factSchema } from '../../../knowledge/facts/schema.js'
import { converse, openRealAssistant } from '../../helpers/real-assistant.js'
import facts from '../../../knowledge/documents/ctoc-cop-2012-10/facts.json' with { type: 'json' }

const all = facts.map((fact) => factSchema.parse(fact))

describe('the short question of each fact', () => {
  let expert: Expert
  beforeAll(async () => {
    expert = await openRealAssistant()
  })

  it('is there, once, and fits a tap', () => {
    const asks = all.map(({ ask }) => ask ?? '')
    expect(asks.filter((ask) => ask.length > 60 || !/^\p{Lu}.*\?$/u.test(ask))).toEqual([])
    expect(new Set(asks).size).toBe(all.length)
  })

  it('finds the fact’s paragraph first, and is answered', async () => {
    const missed: string[] = []
    for (const fact of all) {
      const mentioned = 'mentions' in fact ? fact.mentions.map(({ paragraph }) => paragraph) : []
      const { kind, ranking } = await converse(expert, fact.ask ?? '')
      const first = ranking[0]?.paragraph ?? 0
      const isFound = [...fact.paragraphs, ...mentioned].includes(first)
      if (!isFound || kind !== 'answered') missed.push(`${fact.id}: ${kind}, ${first}`)
    }
    expect(missed).toEqual([])
  })
})

describe('next questions', () => {
  it('are short and plain, whatever was answered', async () => {
    const expert = await openRealAssistant()
    const offered = new Set<string>()
    for (const { ask = '' } of all.filter((_, at) => at % 8 === 0)) {
      for (const one of (await converse(expert, ask)).suggestions) offered.add(one)
    }
    expect([...offered].filter((one) => one.length > 60 || !/^\p{Lu}.*\?$/u.test(one))).toEqual([])
  })
})

it.each(['a lower-case start?', 'No question mark.', `What about ${'this '.repeat(12)}?`])(
  'a fact can’t carry the question “%s”',
  (ask) => {
    expect(factSchema.safeParse({ ...facts[1], ask }).success).toBe(false)
  },
)
