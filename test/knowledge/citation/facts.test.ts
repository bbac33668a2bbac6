import { expect, it } from 'vitest'
import { boundFaults } from '../../../knowledge/citation/exact-faults.js'
import { tokensOf } from '../../../knowledge/citation/tokens.js'
import { placesOf } from '../../../knowledge/facts/schema.js'
import { openRealKnowledge } from '../../helpers/real-knowledge.js'

it('every fact of the built-in document binds its numbers, dates and names as its paragraphs do', async () => {
  const { facts, passages, namingOf } = await openRealKnowledge()
  const faulty = facts.all.flatMap((fact) => {
    const own = new Set(placesOf(fact).map(({ paragraph }) => paragraph))
    const cited = passages.filter(({ paragraph }) => own.has(paragraph))
    const borne = tokensOf(cited.map(({ text }) => text).join('\n'))
    const faults = boundFaults({ said: tokensOf(fact.statement), borne }, namingOf(cited))
    return faults.length === 0 ? [] : [{ id: fact.id, faults }]
  })
  expect(facts.all.length).toBeGreaterThan(100)
  expect(faulty).toEqual([])
})
