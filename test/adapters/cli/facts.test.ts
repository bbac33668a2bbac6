import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { addFile } from '../../../adapters/cli/fact-database.js'
import { readFactsOptions } from '../../../adapters/cli/facts-options.js'
import type { Fact } from '../../../knowledge/facts/schema.js'
import { command, file } from './command.js'

const figure = {
  id: 'test-figure',
  kind: 'figure',
  statement: 'In 2011, the seizures included 30.9 kg of opium.',
  paragraphs: [29],
  topics: ['drugs'],
  what: 'opium seized',
  value: 30.9,
  unit: 'kg',
  scope: 'Container Control Programme',
}

/** A copy of the fact database, to be written to. */
function copy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'facts-'))
  cpSync('knowledge/documents/ctoc-cop-2012-10', folder, { recursive: true })
  return folder
}

function idsIn(folder: string): string[] {
  const facts = JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8')) as Fact[]
  return facts.map(({ id }) => id)
}

describe('npm run facts', () => {
  it('lists what passes every filter as whole records', async () => {
    const filters = ['--kind', 'publication', '--type', 'manual', '--topic', 'migrants']
    const { code, out } = await command('facts', [...filters, '--json'])
    const facts = JSON.parse(out) as Fact[]
    expect(code).toBe(0)
    expect(facts.length).toBeGreaterThan(0)
    for (const fact of facts) expect(fact).toMatchObject({ kind: 'publication', type: 'manual' })
  })

  it('shows a table and the number of records', async () => {
    const { out } = await command('facts', ['--country', 'kenya', '--year', '2011'])
    const lines = out.trim().split('\n')
    expect(lines[0]).toMatch(/^id +kind +type +date +para\. +statement$/)
    expect(lines.at(-1)).toBe(`${lines.length - 3} record${lines.length === 4 ? '' : 's'}.`)
  })

  it.each([
    [['--kind', 'book'], '--kind is “book”, but must be one of programme, publication'],
    [['--type', 'leaflet'], '--type is “leaflet”, but must be one of manual'],
    [['--year', '11'], '--year is “11”, but must be four digits'],
    [['--add', 'x', '--json'], '--add takes no filter'],
    [['--colour'], "Unknown option '--colour'"],
  ])('refuses %j and says what it accepts', (args, message) => {
    expect(() => readFactsOptions(args)).toThrow(message)
  })

  it('refuses a topic that no fact has and lists those that there are', async () => {
    const { code, out, err } = await command('facts', ['--topic', 'fish'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('--topic is “fish”, but must be one of')
    expect(err).toContain('technical-assistance')
  })

  it('refuses a country that the report does not name and lists those that it does', async () => {
    const { code, out, err } = await command('facts', ['--country', 'Atlantis'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('must be one that the report names: Afghanistan (AF)')
  })
})

describe('npm run facts -- --add', () => {
  it('adds checked records to the end of the database', async () => {
    const folder = copy()
    const before = idsIn(folder)
    const added = file(JSON.stringify([figure, { ...figure, id: 'test-figure-2' }]))
    const { code, out } = await command('facts', ['--folder', folder, '--add', added])
    expect({ code, out }).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Added test-figure, test-figure-2/) as string,
    })
    expect(idsIn(folder)).toEqual([...before, 'test-figure', 'test-figure-2'])
  })

  it.each([
    [
      'breaks the schema',
      [figure, { ...figure, id: 'b', value: 'many' }],
      'record "b" is wrong: value: ',
    ],
    ['repeats an id of the database', { ...figure, id: 'refco' }, 'record "refco" is wrong: id: '],
    ['repeats an id of the file', [figure, figure], 'record "test-figure" is wrong: id: '],
    ['is no record', '"x"', 'must be JSON such as'],
  ])('adds nothing where a record %s', async (_, records, message) => {
    const folder = copy()
    const before = readFileSync(join(folder, 'facts.json'), 'utf8')
    const added = addFile(pathToFileURL(`${folder}/`), file(JSON.stringify(records)))
    await expect(added).rejects.toThrow(message)
    expect(readFileSync(join(folder, 'facts.json'), 'utf8')).toBe(before)
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})
