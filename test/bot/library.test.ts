import { beforeAll, describe, expect, it } from 'vitest'
import type { Item, Library, Shelf } from '../../bot/library.js'
import { containing } from '../fakes/matchers.js'
import { openRealAssistant } from '../helpers/real-assistant.js'

let library: Library
beforeAll(async () => (library = await openRealAssistant()))

const nameOf = (item?: Item) =>
  item && ('sheet' in item ? item.sheet.title : `para. ${item.passage.paragraph}`)

async function found(shelf: Shelf, text: string, { skip = 0, count = 25 } = {}) {
  return (await library.find({ shelf, text, skip, count })).map(nameOf)
}

describe('a search', () => {
  it.each<[Shelf, string, string]>([
    ['passage', 'container control', 'para. 28'],
    ['passage', 'witness protection in Kenya', 'para. 35'],
    ['passage', 'firearms marking', 'para. 52'],
    ['manual', 'model law on firearms', 'Model Law against the Illicit'],
    ['manual', 'threat assessments', 'Guidance on the Preparation'],
    ['manual', 'videoconferencing', 'Guide for practitioners'],
    ['fact', 'cocaine 2011', 'Cocaine seized'],
    ['fact', 'El Salvador', 'El Salvador'],
    ['fact', 'INTERPOL', 'International Criminal Police'],
  ])('of a %s for “%s” has %s first', async (shelf, text, first) => {
    expect((await found(shelf, text))[0]).toContain(first)
  })

  it.each<[Shelf, string, string]>([
    ['passage', 'contai', 'para. 28'],
    ['passage', 'witness prot', 'para. 35'],
    ['passage', 'El Salv', 'para. 12'],
    ['manual', 'smugg', 'Smuggling of Migrants'],
    ['manual', 'videoconf', 'videoconferencing'],
    ['fact', 'coca', 'Cocaine seized'],
    ['fact', 'mission to hond', 'Honduras'],
  ])('of a %s for the unfinished “%s” has %s first', async (shelf, text, first) => {
    expect((await found(shelf, text))[0]).toContain(first)
  })

  it.each(['29', ' 29 ', 'para 29', 'Paragraph 29'])('for “%s” is that paragraph', async (text) => {
    expect(await found('passage', text)).toEqual(['para. 29'])
  })

  it.each(['29', 'para. 29', 'paragraph 29'])(
    'of a fact or a manual for “%s” is what rests on that paragraph',
    async (text) => {
      const items = await library.find({ shelf: 'fact', text, skip: 0, count: 25 })
      const places = items.map((item) => 'sheet' in item && item.sheet.reference.paragraph)
      expect(places.length).toBeGreaterThan(4)
      expect(new Set(places)).toEqual(new Set([29]))
      expect(await found('manual', text)).toEqual([])
      expect(await found('manual', text.replace('29', '49'))).toHaveLength(2)
      expect(await found('fact', text.replace('29', '61'))).toEqual([])
    },
  )

  it.each<[Shelf, string]>([
    ['passage', 'para 61'],
    ['passage', 'pizza recipes'],
    ['manual', 'sushi recipes'],
    ['fact', 'France'],
    ['fact', 'asdfghjkl'],
  ])('of a %s for “%s” finds nothing', async (shelf, text) => {
    expect(await found(shelf, text)).toEqual([])
  })

  it.each<[Shelf, number, string]>([
    ['passage', 25, 'para. 1'],
    ['manual', 21, 'Guide for practitioners'],
    ['fact', 20, 'Countries where training programmes'],
  ])('of a %s before anything is typed shows %i, from the front', async (shelf, count, first) => {
    const all = await found(shelf, '')
    expect(all).toHaveLength(count)
    expect(all[0]).toContain(first)
  })

  it('gives page after page, each item once', async () => {
    const whole = await found('fact', 'training', { count: 20 })
    const pages = [
      ...(await found('fact', 'training', { count: 10 })),
      ...(await found('fact', 'training', { skip: 10, count: 10 })),
    ]
    expect(pages).toEqual(whole)
    expect(new Set(pages).size).toBe(20)
  })

  it('keeps manuals and other facts apart', async () => {
    const kinds = async (shelf: Shelf) => {
      const items = await library.find({ shelf, text: 'training manual', skip: 0, count: 25 })
      return new Set(items.map((item) => 'sheet' in item && item.sheet.kind === 'publication'))
    }
    expect(await kinds('manual')).toEqual(new Set([true]))
    expect(await kinds('fact')).toEqual(new Set([false]))
  })
})

describe('an item', () => {
  it('is had again by its id', async () => {
    for (const shelf of ['passage', 'manual', 'fact'] as const) {
      const [first] = await library.find({ shelf, text: 'firearms', skip: 0, count: 1 })
      expect(await library.item(first?.id ?? '')).toEqual(first)
    }
  })

  it('that is a paragraph has its lettered parts', async () => {
    const item = await library.item('paragraph-25')
    expect(JSON.stringify(item)).toMatch(/four pilot countries.+\(a\).+\(b\).+\(c\).+\(d\)/)
  })

  it.each(['paragraph-0', 'paragraph-61', 'paragraph-', 'no-such-fact', '', '__proto__'])(
    'with the id “%s” is none',
    async (id) => {
      expect(await library.item(id)).toBeUndefined()
    },
  )

  it('shows of a publication only what its paragraph bears', async () => {
    const item = await library.item('firearms-model-law')
    expect(item && 'sheet' in item && item.sheet).toMatchObject({
      title: containing('Model Law against the Illicit Manufacturing'),
      fields: [
        { name: 'type', value: 'model law' },
        { name: 'year', value: '2011' },
        { name: 'status', value: 'available' },
        { name: 'languages', value: 'English' },
        { name: 'publisher', value: 'UNODC' },
        { name: 'audience', value: 'State parties' },
      ],
      link: 'https://www.unodc.org',
      reference: { paragraph: 54 },
    })
  })
})

describe('the entries of a list', () => {
  it('are made anew from their ids, with their paragraphs', async () => {
    const entries = await library.entries(['som-model-law', 'country-panama#2'])
    expect(entries.map(({ text }) => text)).toEqual([
      'Model Law against the Smuggling of Migrants (model law, 2010, available), www.unodc.org.',
      containing('In April 2012, students from Panama and Costa Rica'),
    ])
    expect(entries.map(({ references }) => references[0]?.paragraph)).toEqual([46, 14])
  })

  it('leave out what there is no longer', async () => {
    expect(await library.entries(['gone', 'country-panama#99', 'som-model-law#1'])).toEqual([])
  })
})
