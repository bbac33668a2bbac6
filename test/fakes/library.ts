import type { FactSheet } from '../../bot/answer/fact-sheet.js'
import type { Item, Library, ListEntry, Search } from '../../bot/library.js'
import { toReference } from '../../bot/references.js'
import { passages } from './assistant.js'

const reference = toReference(passages.seizures)

/** A publication with every field that a card shows. */
export const manual: FactSheet = {
  id: 'manual',
  kind: 'publication',
  title: 'Model Law on *Firearms*',
  statement: 'The Model Law was published in 2011.',
  fields: [
    { name: 'type', value: 'model law' },
    { name: 'year', value: '2011' },
    { name: 'status', value: 'available' },
    { name: 'languages', value: 'English' },
  ],
  reference,
  link: 'https://www.unodc.org',
}

const items: readonly Item[] = [
  { id: 'paragraph-29', passage: reference },
  { id: 'manual', sheet: manual },
]

/** A library of one passage and one manual that remembers what was searched. */
export class FakeLibrary implements Library {
  readonly searched: Search[] = []

  find(search: Search): Promise<readonly Item[]> {
    this.searched.push(search)
    const isFound = search.text !== 'nonsense'
    return Promise.resolve(isFound ? items.slice(search.skip, search.skip + search.count) : [])
  }

  item(id: string): Promise<Item | undefined> {
    return Promise.resolve(items.find((item) => item.id === id))
  }

  /** Knows every entry whose id begins with `tool`. */
  entries(ids: readonly string[]): Promise<readonly ListEntry[]> {
    const known = ids.filter((id) => id.startsWith('tool'))
    return Promise.resolve(known.map((id) => ({ text: `Entry ${id}.`, references: [reference] })))
  }
}
