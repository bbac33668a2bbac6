import { describe, expect, it } from 'vitest'
import type { Fact } from '../../../knowledge/facts/schema.js'
import { asks, slots } from '../../../knowledge/facts/asks.js'
import { candidatesOf, type Candidate } from '../../../knowledge/search/candidates.js'
import { features, featuresOf, type Signals } from '../../../knowledge/search/features.js'
import { buildTermSharing, noTerms } from '../../../knowledge/search/shared-terms.js'
import type { Unit } from '../../../knowledge/search/units.js'

const at = (paragraph: number, document = 'X/1') => ({ document, paragraph })
const units: Unit[] = [
  { text: 'Cocaine was seized in ports.', source: 'paragraph', place: at(1) },
  { text: 'Cocaine was seized in ports.', source: 'sentence', place: at(1) },
  { text: 'I: Cocaine was seized in ports.', source: 'window', place: at(1) },
  { text: 'A film was made. It lasts.', source: 'paragraph', place: at(2) },
  { text: 'A film was made.', source: 'sentence', place: at(2) },
  { text: 'It lasts.', source: 'sentence', place: at(2) },
  { text: 'I: A film was made. It lasts.', source: 'window', place: at(2) },
  { text: 'I: It lasts.', source: 'window', place: at(2) },
  { text: 'Bees swarm.', source: 'paragraph', place: at(1, 'Y/1') },
  { text: 'Bees swarm.', source: 'sentence', place: at(1, 'Y/1') },
  { text: 'I: Bees swarm.', source: 'window', place: at(1, 'Y/1') },
  { text: 'Cocaine was seized.', source: 'statement', place: at(1), id: 'cocaine' },
  {
    text: 'How much narcotics?',
    source: 'phrasing',
    place: at(1),
    id: 'cocaine',
    slot: 'number',
  },
  { text: 'Which narcotics?', source: 'phrasing', place: at(1), id: 'cocaine', slot: 'title' },
  { text: 'How heavy is the film?', source: 'gap', place: at(2), id: 'gap-film' },
  { text: 'thank you', source: 'talk', id: 'thanks' },
]
const fact: Fact = {
  id: 'cocaine',
  kind: 'statement',
  document: 'X/1',
  statement: 'Cocaine was seized.',
  paragraphs: [1],
  topics: ['drugs'],
  aspect: 'result',
}
const sources = {
  units,
  factById: new Map([[fact.id, fact]]),
  sectionOf: () => 'I',
  raw: new Set<string>(),
}
const candidates = candidatesOf(sources)
const found = (id: string) => candidates.all.find((one) => one.id === id)

describe('candidates', () => {
  it('are the facts, and the sentences of paragraphs without facts', () => {
    const said = candidates.all.flatMap(({ kind, statement }) =>
      statement ? [`${kind}: ${statement.text}`] : [],
    )
    expect(said).toEqual([
      'fact: Cocaine was seized.',
      'sentence: A film was made.',
      'sentence: It lasts.',
      'sentence: Bees swarm.',
    ])
  })

  it('have the rows of the units that speak for them', () => {
    expect(found('cocaine')).toMatchObject({ own: 11, window: -1, phrasings: [12, 13] })
    expect(found('X/1 2 1')).toMatchObject({ own: 4, window: 6, phrasings: [] })
    expect(found('X/1 2 2')).toMatchObject({ own: 5, window: 7, phrasings: [] })
    expect(found('thanks')).toMatchObject({ own: -1, paragraph: -1, phrasings: [15] })
  })

  it('keep the paragraphs of two documents apart, though their numbers are the same', () => {
    const { paragraphs } = candidates
    expect(paragraphs.map(({ key }) => key)).toEqual(['X/1 1', 'X/1 2', 'Y/1 1'])
    expect(paragraphs.map(({ pieces }) => pieces)).toEqual([[0], [3], [8]])
    expect(paragraphs.map(({ sentences }) => sentences)).toEqual([[1], [4, 5], [9]])
    expect(found('Y/1 1 1')?.paragraph).toBe(2)
  })

  it('speak in sentences where the facts of a paragraph are left out', () => {
    const { all } = candidatesOf({ ...sources, raw: new Set(['X/1 1']) })
    expect(all.map(({ id }) => id)).not.toContain('cocaine')
    expect(all.map(({ id }) => id)).toContain('X/1 1 1')
  })
})

/** What is measured of a candidate, by name. */
function measured(id: string, cosines: Record<number, number>, more: Partial<Signals> = {}) {
  const none = new Float32Array(candidates.all.length)
  const values = featuresOf(candidates, {
    cosines: Float32Array.from(units, (_, row) => cosines[row] ?? 0),
    terms: noTerms(candidates)(''),
    names: { stated: none, lacking: none, years: none, named: none },
    asked: { asks: asksOf({ value: 1 }), slots: slotsOf({ number: 1 }) },
    ...more,
  })
  const position = candidates.all.findIndex((one: Candidate) => one.id === id)
  return Object.fromEntries(features.map((name) => [name, values[name][position]]))
}

const slotsOf = (given: Record<string, number>) =>
  Object.fromEntries(slots.map((slot) => [slot, given[slot] ?? 0])) as Signals['asked']['slots']
const asksOf = (given: Record<string, number>) =>
  Object.fromEntries(asks.map((ask) => [ask, given[ask] ?? 0])) as Signals['asked']['asks']

describe('features', () => {
  it('measure a fact by its own words, its phrasings and its paragraph', () => {
    const fit = measured('cocaine', { 0: 0.25, 1: 0.5, 11: 0.125, 12: 0.75, 13: 0.25 })
    expect(fit).toMatchObject({ own: 0.125, best: 0.75, best4: 0.5, best8: 0.5 })
    expect(fit).toMatchObject({ piece: 0.25, sentence: 0.5, anything: 0.75, slot: 0.5 })
  })

  it('measure a sentence by its words among their neighbours where it has no phrasings', () => {
    expect(measured('X/1 2 2', { 5: 0.25, 7: 0.5 })).toMatchObject({ own: 0.25, best: 0.5 })
  })

  it('let the nearest phrasings vote, in shares that add up to 1', () => {
    const { vote: cocaine = 0 } = measured('cocaine', { 12: 0.5, 14: -1, 15: 0.5 })
    const { vote: thanks = 0 } = measured('thanks', { 12: 0.5, 14: -1, 15: 0.5 })
    expect(cocaine + thanks).toBeCloseTo(1, 6)
    expect(cocaine).toBeGreaterThan(0.49)
  })

  it('leave the question’s own row out where it is one of ours', () => {
    const fit = measured('cocaine', { 12: 1, 13: 0.25 }, { without: new Set([12]) })
    expect(fit).toMatchObject({ best: 0.25, best4: 0.25, slot: 0 })
    const terms = buildTermSharing(units, candidates)
    const position = candidates.all.findIndex(({ id }) => id === 'cocaine')
    const [own, other] = [terms('How much narcotics?', new Set([12])), terms('Which narcotics?')]
    expect(own.phrasings[position]).toBeCloseTo((other.phrasings[position] ?? 0) / 2, 6)
  })
})

describe('shared terms', () => {
  const shares = (question: string) => buildTermSharing(units, candidates)(question)
  const position = (id: string) => candidates.all.findIndex((one) => one.id === id)

  it('know which candidates use the words of a question', () => {
    const { statement, paragraph } = shares('seizing cocaine')
    expect(statement[position('cocaine')]).toBeCloseTo(1, 6)
    expect(paragraph[found('cocaine')?.paragraph ?? -1]).toBeCloseTo(1, 6)
    expect(statement[position('X/1 2 1')]).toBe(0)
  })

  it('are none for words that nobody uses, and no NaN for no words', () => {
    for (const text of ['zebra', 'the of and']) {
      const { statement, paragraph, phrasings } = shares(text)
      expect(new Set([...statement, ...paragraph, ...phrasings])).toEqual(new Set([0]))
    }
  })
})
