import { describe, expect, it } from 'vitest'
import { toFactSheet, type FactSheet } from '../../bot/answer/fact-sheet.js'
import { fieldsOf } from '../../bot/answer/fields.js'
import { unsupported } from '../../knowledge/citation/sentence.js'
import { openNames } from '../../knowledge/entities/open-names.js'
import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { openReport } from '../helpers/report.js'

const { facts, passages } = await openReport()
const names = openNames(passages, facts.all)
// Laying a fact out needs no search and no model.
const knowledge = { ...names, passages, facts } as unknown as Knowledge

const hasLink = ({ link }: FactSheet) => link !== undefined

const base = { id: 'x', statement: 'X.', paragraphs: [29], topics: ['drugs' as const] }
const event = { ...base, kind: 'event', type: 'workshop', what: 'w', places: [], countries: [] }

function dateOf(from?: string, to?: string): string | undefined {
  const dates = { ...(from && { from }), ...(to && { to }) }
  const fact = { ...event, organizers: [], ...dates } as unknown as Fact
  return fieldsOf(fact, []).find(({ name }) => name === 'date')?.value
}

describe('a fact laid out', () => {
  it('is there for every fact, and no value of any lacks a paragraph that bears it', () => {
    const wrong = facts.all.flatMap((fact) => {
      const sheet = toFactSheet(fact, knowledge)
      if (sheet === undefined) return [fact.id]
      const own = passages.filter(({ paragraph }) => fact.paragraphs.includes(paragraph))
      return sheet.fields.flatMap(({ name, value }) =>
        unsupported(value, own, names.knownAs).map((claim) => `${fact.id}, ${name}: ${claim}`),
      )
    })
    expect(wrong).toEqual([])
  })

  it('opens no address but one that its paragraph names', () => {
    const links = facts.all.flatMap((fact) => toFactSheet(fact, knowledge) ?? []).filter(hasLink)
    const named = ({ link = '', reference }: FactSheet) =>
      reference.quote.includes(link.replace('https://', ''))
    expect(links.length).toBeGreaterThan(2)
    expect(links.filter((sheet) => !named(sheet))).toEqual([])
  })

  it('leaves a value out that its paragraph does not bear', () => {
    const fact = facts.all.find(({ id }) => id === 'firearms-model-law')
    if (fact?.kind !== 'publication') throw new Error('There is no such publication.')
    const sheet = toFactSheet({ ...fact, year: 1999, publisher: 'INTERPOL' }, knowledge)
    expect(sheet?.fields.map(({ name }) => name)).toEqual([
      'type',
      'status',
      'languages',
      'audience',
    ])
  })

  it('is not there where its paragraph does not bear what it states', () => {
    const [fact] = facts.all
    expect(fact && toFactSheet({ ...fact, statement: 'In 1999.' }, knowledge)).toBeUndefined()
  })
})

it.each([
  ['2011', undefined, '2011'],
  ['2011', '2013', '2011-2013'],
  ['2011-11', '2011-11', 'November 2011'],
  ['2012-05-01', '2012-05-05', '1 May 2012 to 5 May 2012'],
  [undefined, '2012-04', 'April 2012'],
  [undefined, undefined, undefined],
])('from %s to %s is written “%s”', (from, to, text) => {
  expect(dateOf(from, to)).toBe(text)
})
