import { describe, expect, it } from 'vitest'
import { chartCard } from '../../../adapters/teams/cards/chart-card.js'
import { comparisonCard } from '../../../adapters/teams/cards/comparison-card.js'
import { feedbackForm } from '../../../adapters/teams/cards/feedback-form.js'
import { factCard, itemCard } from '../../../adapters/teams/cards/item-card.js'
import { listCard } from '../../../adapters/teams/cards/list-card.js'
import type { Figure } from '../../../bot/answer/exhibits.js'
import { toReference } from '../../../bot/references.js'
import { faultsOf } from '../../fakes/checked-card.js'
import { passages } from '../../fakes/assistant.js'
import { manual } from '../../fakes/library.js'

const reference = toReference(passages.seizures)
const ids = Array.from({ length: 14 }, (_, index) => `tool-${index}`)
const entries = ids.map((id) => ({ text: `Entry ${id}.`, references: [reference] }))
const other = { ...manual, id: 'other', title: 'Other manual', fields: manual.fields.slice(0, 1) }

function figure(what: string, value: number, bound: Figure['bound'] = 'exactly'): Figure {
  const place = {
    document: 'CTOC/COP/2012/10',
    scope: 'ports',
    year: '2011',
    paragraphs: [29],
    topics: ['drugs' as const],
  }
  const statement = `${what}.`
  return { kind: 'figure', id: what, what, value, bound, unit: 'kg', statement, ...place }
}
const figures = [figure('opium', 30.9), figure('cocaine', 9219), figure('cannabis', 1800, 'over')]

/** The chart card, and its one element. */
function drawn() {
  const card = chartCard(figures)
  const [chart] = card.body as { data?: unknown; fallback?: unknown }[]
  return { card, chart }
}

/** Every value under a name, anywhere inside, that is a text. */
function all(node: unknown, name: string): string[] {
  if (typeof node !== 'object' || node === null) return []
  const inner: [string, unknown][] = Object.entries(node)
  return inner.flatMap(([key, value]) => [
    ...(key === name && typeof value === 'string' ? [value] : []),
    ...all(value, name),
  ])
}

const page = (number: number) =>
  listCard({ ids, page: number, entries: entries.slice(number * 6, number * 6 + 6) })

const cards: Record<string, object | undefined> = {
  'a publication': factCard(manual),
  'a passage': itemCard({ id: 'paragraph-29', passage: reference }),
  'a statement': factCard({ ...manual, kind: 'statement', title: manual.statement, fields: [] }),
  'the first page of a list': page(0),
  'the last page of a list': page(2),
  'a comparison': comparisonCard([manual, other]),
  'a form for a thumbs-up': feedbackForm({ reaction: 'like' }).task.value.card.content,
  'a form for a thumbs-down': feedbackForm({ reaction: 'dislike', answer: 'a' }).task.value.card
    .content,
}

describe('a card', () => {
  it.each(Object.entries(cards))(
    'that shows %s is valid, with a text to fall back on',
    (_, card) => {
      expect(faultsOf(card)).toEqual([])
    },
  )

  it('that draws bars is valid but for the bars, in whose place other clients list the figures', () => {
    const { card, chart } = drawn()
    expect(faultsOf(card)).toEqual([expect.stringContaining('UnknownElementType')])
    expect(faultsOf({ ...card, body: [chart?.fallback] })).toEqual([])
  })
})

describe('a publication card', () => {
  const card = factCard(manual)

  it('shows title, type, year, status and languages, and nothing as markup', () => {
    expect(all(card.body, 'text')[0]).toBe('Model Law on \\*Firearms\\*')
    expect(all(card.body, 'title')).toEqual(['Type', 'Year', 'Status', 'Languages'])
    expect(all(card.body, 'value')).toEqual(['model law', '2011', 'available', 'English'])
  })

  it('opens the publication and the document, and folds the reference out', () => {
    expect(all(card.actions, 'title')).toEqual([
      'Open www.unodc.org',
      'Open the official document',
      'Cite',
    ])
    expect(all(card.actions, 'url')).toEqual([
      'https://www.unodc.org',
      'https://undocs.org/en/CTOC/COP/2012/10',
    ])
    const [folded] = card.body.filter((one) => 'isVisible' in one)
    expect(folded).toMatchObject({ isVisible: false, id: 'citation' })
    expect(all(folded, 'text')[0]).toMatch(/^Conference of the Parties .+, para\. 29\.$/)
  })

  it('says that its words are not the official ones', () => {
    expect(all(card.body, 'text').join()).toContain('In the assistant’s own words')
  })
})

describe('a list card', () => {
  it('opens the official document on every page', () => {
    for (const number of [0, 1, 2]) {
      const url = 'https://undocs.org/en/CTOC/COP/2012/10'
      expect(all(page(number).actions, 'url')).toEqual([url])
    }
  })

  it('names the paragraph under each entry', () => {
    const texts = all(page(0).body, 'text')
    expect(texts.slice(0, 3)).toEqual([
      '14 entries, each with its paragraph:',
      'Entry tool-0.',
      'CTOC/COP/2012/10, para. 29',
    ])
    expect(texts.at(-1)).toBe('1 to 6 of 14')
  })

  it.each([
    [0, ['Next'], [1]],
    [1, ['Previous', 'Next'], [0, 2]],
    [2, ['Previous'], [1]],
  ])('turns from page %i by %j', (number, titles, pages) => {
    const actions = page(number).body.flatMap((one) => ('actions' in one ? one.actions : []))
    expect(actions).toMatchObject(
      titles.map((title, at) => ({
        type: 'Action.Execute',
        title,
        verb: 'page',
        data: { ids, page: pages[at] },
      })),
    )
  })
})

describe('a comparison', () => {
  it('sets the fields of two of one kind side by side', () => {
    const [beside] = comparisonCard([manual, other])?.body ?? []
    expect(beside).toMatchObject({ type: 'Table', targetWidth: 'atLeast:standard' })
    expect(all(beside, 'text')).toEqual([
      ...['Compared', 'Model Law on \\*Firearms\\*', 'Other manual'],
      ...['Type', 'model law', 'model law', 'Year', '2011', 'The report does not say'],
      ...['Status', 'available', 'The report does not say'],
      ...['Languages', 'English', 'The report does not say'],
      ...['Paragraph', 'CTOC/COP/2012/10, para. 29', 'CTOC/COP/2012/10, para. 29'],
    ])
  })

  it('stacks them on a phone, and is as wide as the conversation elsewhere', () => {
    const card = comparisonCard([manual, other])
    expect(card).toMatchObject({ msteams: { width: 'Full' } })
    const [, ...sides] = card?.body ?? []
    expect(sides).toMatchObject([
      { type: 'Container', targetWidth: 'atMost:narrow' },
      { type: 'Container', targetWidth: 'atMost:narrow' },
    ])
    expect(sides.map((side) => all(side, 'text')[0])).toEqual([
      'Model Law on \\*Firearms\\*',
      'Other manual',
    ])
    expect(all(sides[1], 'value')).toEqual([
      'model law',
      ...Array<string>(3).fill('The report does not say'),
      'CTOC/COP/2012/10, para. 29',
    ])
  })

  it('of two kinds, of one thing or of nothing known is none', () => {
    expect(comparisonCard([manual, { ...other, kind: 'event' }])).toBeUndefined()
    expect(comparisonCard([manual, manual])).toBeUndefined()
    expect(comparisonCard([other, { ...other, id: 'x' }].map(unknown))).toBeUndefined()
  })
})

const unknown = (sheet: typeof manual) => ({ ...sheet, fields: [] })

describe('a bar chart', () => {
  const { card, chart } = drawn()

  it('has the largest first, and says where a figure is a bound', () => {
    expect(chart?.data).toEqual([
      { x: 'cocaine', y: 9219 },
      { x: 'cannabis (over)', y: 1800 },
      { x: 'opium', y: 30.9 },
    ])
    expect(chart).toMatchObject({ title: 'Ports, 2011', xAxisTitle: 'kg' })
  })

  it('lists the same figures, as they are written in the report, where bars can’t be drawn', () => {
    const values = ['9,219 kg', 'over 1,800 kg', '30.9 kg']
    expect(all(chart?.fallback, 'value')).toEqual(values)
    for (const value of values) expect(card.fallbackText).toContain(value)
  })
})
