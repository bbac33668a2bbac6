import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { variables } from '../../../adapters/variables.js'

const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md']
const texts = new Map(documents.map((name) => [name, readFileSync(name, 'utf8')]))
const readme = texts.get('README.md') ?? ''
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>
  version: string
}

describe('the README', () => {
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\|/gm)]

  it('names the variables that are read, in the same order', () => {
    expect(rows.map(([, name]) => name)).toEqual(Object.keys(variables.shape))
  })

  it.each(Object.entries(variables.parse({})))('gives the default of %s', (name, value) => {
    const row = rows.find(([, variable]) => variable === name)
    expect(row?.[2]).toBe(`\`${String(value)}\``)
  })
})

describe('the documents', () => {
  it.each([...texts])('%s names only scripts that exist', (_, text) => {
    const scripts = [...text.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map(([, name = '']) => name)
    const missing = scripts.filter((name) => !Object.hasOwn(manifest.scripts, name))
    expect(missing).toEqual([])
  })

  it.each([...texts])('%s names only files that exist', (_, text) => {
    const paths = [...text.matchAll(/`((?:adapters|bot|knowledge|prompts|test|\.ci)\/[\w./-]*)`/g)]
    expect(paths.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([])
  })

  it('record the version', () => {
    expect(texts.get('CHANGELOG.md')).toContain(`## ${manifest.version}\n`)
  })
})
