import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const guides = ['adapters', 'bot', 'knowledge', 'prompts', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('README.md'))
    .map((name) => join(folder, name)),
)
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...guides]
const texts = new Map(documents.map((name) => [name, readFileSync(name, 'utf8')]))
const readme = texts.get('README.md') ?? ''
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>
  version: string
}

/** Where a document's links lead inside the project: a file, and perhaps a heading of it. */
function linksOf(path: string): { target: string; heading: string | undefined }[] {
  const links = (texts.get(path) ?? '').matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)
  return [...links].map(([, file = '', heading]) => ({
    target: file === '' ? path : join(dirname(path), file),
    heading,
  }))
}

/** The names by which a document's headings are linked to: small letters, hyphens for spaces. */
function headingsOf(path: string): string[] {
  const titles = readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)
  return [...titles].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
      .replaceAll(/\s/g, '-'),
  )
}

describe('the README', () => {
  it('leads to every guide and to the settings', () => {
    const targets = linksOf('README.md').map(({ target }) => target)
    expect(targets).toEqual(expect.arrayContaining([...guides, '.env.example', 'CONTRIBUTING.md']))
  })

  it('is short enough to be read before the first start', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(150)
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

  it.each(documents)('%s links only to files and headings that exist', (path) => {
    const broken = linksOf(path).filter(
      ({ target, heading }) =>
        !existsSync(target) || (heading !== undefined && !headingsOf(target).includes(heading)),
    )
    expect(broken).toEqual([])
  })

  it('record the version', () => {
    expect(texts.get('CHANGELOG.md')).toContain(`## ${manifest.version}\n`)
  })
})
