import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { unsupported } from '../../../knowledge/citation/sentence.js'
import { buildGazetteer } from '../../../knowledge/entities/gazetteer.js'
import { otherNames } from '../../../knowledge/entities/open-names.js'
import { filterFacts } from '../../../knowledge/facts/filter-facts.js'
import { asks, slots } from '../../../knowledge/facts/asks.js'
import { openFacts } from '../../../knowledge/facts/open-facts.js'
import { folder, openReport } from '../../helpers/report.js'

const report = await openReport()
const { facts, passages } = report
const knownAs = otherNames(facts.all, buildGazetteer(facts.all))
const inParagraphs = (wanted: readonly number[]) =>
  passages.filter(({ paragraph }) => wanted.includes(paragraph))

async function copied(change: (text: string) => string, file = 'facts.json'): Promise<URL> {
  const copy = await mkdtemp(join(tmpdir(), 'facts-'))
  for (const name of [
    'facts.json',
    'phrasings.json',
    'gaps.json',
    'broad.json',
    'followups.json',
  ]) {
    await cp(new URL(name, folder), join(copy, name))
  }
  await writeFile(join(copy, file), change(await readFile(join(copy, file), 'utf8')))
  return pathToFileURL(`${copy}/`)
}

describe('the facts', () => {
  it('are as many as a careful librarian found', () => {
    const count = (kind: string) => facts.all.filter((fact) => fact.kind === kind).length
    const least = {
      publication: 20,
      event: 40,
      programme: 25,
      figure: 20,
      country: 72,
      organization: 39,
    }
    const short = Object.entries(least).filter(([kind, number]) => count(kind) < number)
    expect(short.map(([kind]) => `${kind}: ${count(kind)}`)).toEqual([])
  })

  it('claim no number and no name that their paragraphs lack', () => {
    const wrong = facts.all.flatMap(({ id, statement, paragraphs }) => {
      const claims = unsupported(statement, inParagraphs(paragraphs), knownAs)
      return claims.length > 0 ? [`${id}: ${claims.join(', ')}`] : []
    })
    expect(wrong).toEqual([])
  })

  it('say of a country or organization only what the mentioned paragraph says', () => {
    const wrong = facts.all.flatMap((fact) =>
      'mentions' in fact
        ? fact.mentions.flatMap(({ paragraph, statement }) => {
            const claims = unsupported(statement, inParagraphs([paragraph]), knownAs)
            return claims.length > 0 ? [`${fact.id} ${paragraph}: ${claims.join(', ')}`] : []
          })
        : [],
    )
    expect(wrong).toEqual([])
  })

  it('have at least 20 phrasings each', () => {
    const few = facts.all
      .map(({ id }) => ({ id, count: facts.phrasings.get(id)?.length ?? 0 }))
      .filter(({ count }) => count < 20)
    expect(few.map(({ id, count }) => `${id}: ${count}`)).toEqual([])
  })

  it('are asked for by every kind of answer and every filling that there is', () => {
    const all = [...facts.phrasings.values()].flat()
    const gaps = facts.gaps.flatMap(({ slot }) => slot ?? [])
    const broad = facts.broad.map(({ ask }) => ask)
    expect(new Set([...all.map(({ ask }) => ask), ...broad])).toEqual(new Set(asks))
    expect(new Set([...all.map(({ slot }) => slot), ...gaps])).toEqual(new Set(slots))
  })

  it('have a dozen phrasings for every paragraph', () => {
    const counts = new Map<number, number>()
    for (const { id, paragraphs } of facts.all) {
      const [main = 0] = paragraphs
      counts.set(main, (counts.get(main) ?? 0) + (facts.phrasings.get(id)?.length ?? 0))
    }
    const few = Array.from({ length: 60 }, (_, index) => index + 1)
    expect(few.filter((paragraph) => (counts.get(paragraph) ?? 0) < 12)).toEqual([])
  })

  it('use no phrasing for two facts', () => {
    const all = [...facts.phrasings.values()].flat().map(({ text }) => text.toLowerCase())
    expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([])
  })
})

describe('opening the facts', () => {
  it.each([
    [
      'a wrong kind',
      (text: string) => text.replace('"kind": "statement"', '"kind": "rumour"'),
      /facts\.json, record "[a-z0-9-]+" is wrong: kind/,
    ],
    [
      'a paragraph out of range',
      (text: string) => text.replace(/"paragraphs": \[\s*1\b/, '"paragraphs": [61'),
      /record "[a-z0-9-]+" rests on paragraph 61, which CTOC\/COP\/2012\/10 doesn't have/,
    ],
    [
      'an unknown field',
      (text: string) => text.replace('"kind": "statement"', '"kind": "statement", "colour": "red"'),
      /colour/,
    ],
    ['half a file', (text: string) => text.slice(0, 5000), /is not valid JSON/],
    ['an empty file', () => '', /is missing or empty|is not valid JSON/],
    ['an object in place of a list', () => '{}', /facts\.json is wrong/],
  ])('names the record and the field of %s', async (_, change, message) => {
    await expect(openFacts(await copied(change), report)).rejects.toThrow(message)
  })

  it('names a phrasing of a fact that does not exist', async () => {
    const changed = await copied(
      () => '{"no-such-fact": [["why?", "explain", "reason"]]}',
      'phrasings.json',
    )
    await expect(openFacts(changed, report)).rejects.toThrow('"no-such-fact"')
  })

  it.each([
    ['ask', '["why?", "wonder", "reason"]'],
    ['slot', '["why?", "explain", "colour"]'],
    ['text', '["", "explain", "reason"]'],
    ['labels', '["why?"]'],
  ])('refuses a phrasing that has no valid %s', async (_, phrasing) => {
    const changed = await copied(() => `{"refco": [${phrasing}]}`, 'phrasings.json')
    await expect(openFacts(changed, report)).rejects.toThrow(/phrasings\.json is wrong: refco\.0/)
  })

  it.each(['facts.json', 'phrasings.json', 'gaps.json', 'broad.json', 'followups.json'])(
    'says that %s is missing where the others are there',
    async (name) => {
      const changed = await copied((text) => text)
      await rm(new URL(name, changed))
      await expect(openFacts(changed, report)).rejects.toThrow(`${name} is missing or empty`)
    },
  )

  it('gives none for a document that nobody wrote facts about', async () => {
    const none = await openFacts(new URL('nowhere/', folder), report)
    expect(none).toEqual({ all: [], phrasings: new Map(), gaps: [], broad: [], followUps: [] })
  })
})

describe('filtering facts', () => {
  it('finds the manuals on the smuggling of migrants', () => {
    const found = filterFacts(facts.all, { kind: 'publication', topic: 'migrants', type: 'manual' })
    expect(found.map((fact) => ('title' in fact ? fact.title : ''))).toContain(
      'In-depth Training Manual on Investigating and Prosecuting the Smuggling of Migrants',
    )
  })

  it.each(['KE', 'Kenya', 'kenya'])('takes %s for Kenya', (country) => {
    const found = filterFacts(facts.all, { kind: 'country', country })
    expect(found.map(({ id }) => id)).toEqual(['country-kenya'])
  })

  it('takes words in any order and case', () => {
    const found = filterFacts(facts.all, { kind: 'figure', text: 'HEROIN kg' })
    expect(found.map(({ statement }) => statement).join()).toContain('666.9')
  })

  it.each([
    [{ kind: 'country', region: 'South Asia' }, 'Bhutan'],
    [{ kind: 'publication', organization: 'INTERPOL' }, 'Threat Assessments'],
    [{ kind: 'publication', status: 'in preparation' }, 'videoconferencing'],
    [{ kind: 'programme', organization: 'European Union' }, 'arms trafficking'],
  ])('narrows by %j to what holds “%s”', (filter, part) => {
    const found = filterFacts(facts.all, filter)
    expect(JSON.stringify(found)).toContain(part)
    expect(found.length).toBeLessThan(15)
  })

  it('keeps what concerns a year', () => {
    const found = filterFacts(facts.all, { kind: 'event', year: '2012' })
    expect(found.length).toBeGreaterThan(2)
    expect(found.every((fact) => JSON.stringify(fact).includes('2012'))).toBe(true)
  })
})
