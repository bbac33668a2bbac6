import { expect, it } from 'vitest'
import { fingerprintOf } from '../../../knowledge/learning/fingerprint.js'
import { readKnowledge } from '../../../knowledge/read-knowledge.js'
import { openLearned } from '../../../knowledge/search/open-learned.js'
import type { Unit } from '../../../knowledge/search/units.js'
import { realOptions } from '../../helpers/real-knowledge.js'

it('what was learned belongs to the authored questions and the model', async () => {
  const options = await realOptions()
  const { units } = await readKnowledge(options)
  const stale =
    'knowledge/search/learned.json was learned from other questions or another model: run npm run learn.'
  expect((await openLearned()).from, stale).toBe(fingerprintOf(units, options.embedder))
})

it('another text, another subject, another order and another model each have a fingerprint of their own', () => {
  const units: Unit[] = [
    { text: 'How much?', source: 'phrasing', id: 'cocaine' },
    { text: 'thanks', source: 'talk', id: 'thanks' },
  ]
  const [first, second] = units as [Unit, Unit]
  const model = { fingerprint: 'a' }
  const all = [
    fingerprintOf(units, model),
    fingerprintOf([{ ...first, text: 'How many?' }, second], model),
    fingerprintOf([{ ...first, id: 'heroin' }, second], model),
    fingerprintOf([{ ...first, source: 'gap' }, second], model),
    fingerprintOf([second, first], model),
    fingerprintOf(units, { fingerprint: 'b' }),
  ]
  expect(new Set(all).size).toBe(all.length)
  expect(fingerprintOf(units, model)).toBe(all[0])
})
