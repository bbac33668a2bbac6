import { readdir, readFile } from 'node:fs/promises'
import { words } from '../../prompts/words.js'
import { toAsset, type Asset } from './asset.js'
import { clientScript } from './client.js'
import { escapeHtml, fillHtml, toJsonElement } from './html.js'
import { exampleQuestions, readPageWords, type PageWords } from './page-words.js'

/** The page in every language, and the files that it loads. */
export interface Pages {
  /** By language. */
  readonly chat: ReadonlyMap<string, Asset>
  /** What is shown while the chat client is being fetched, by language. */
  readonly waiting: ReadonlyMap<string, Asset>
  /** Scripts and styles, by file name. */
  readonly files: ReadonlyMap<string, Asset>
}

const folder = new URL('page/', import.meta.url)
const symbol = 'CTOC/COP/2012/10'

/** What the page tells of the service behind it. */
export interface Service {
  /** Days for which conversations and feedback are kept; 90 unless told. */
  readonly days?: number
  /** Whom readers may ask: an e-mail address or the https address of a page; nobody unless told. */
  readonly contact?: string | undefined
}

/** Reads the page's files and writes the page in each language. */
export async function openPages({ days = 90, contact }: Service = {}): Promise<Pages> {
  const all = readPageWords()
  const [chat = '', waiting = ''] = await Promise.all(
    ['index.html', 'waiting.html'].map((name) => readFile(new URL(name, folder), 'utf8')),
  )
  const names = [...all].map(([language, { page }]) => ({ language, name: page.language }))
  const inEach = async (write: (words: PageWords, language: string) => string) =>
    new Map(
      await Promise.all(
        [...all].map(
          async ([language, own]) =>
            [language, await toAsset('index.html', write(own, language))] as const,
        ),
      ),
    )
  const written = (template: string) => (own: PageWords, language: string) =>
    fillHtml(template, { ...flat(own, days), lang: language, symbol, clientScript })
      .replace('<!-- contact -->', () => contactLine(own.about.contact, contact))
      .replace('<!-- data -->', () => toJsonElement('data', dataOf(own, { language, names })))
  return {
    chat: await inEach(written(chat)),
    waiting: await inEach(written(waiting)),
    files: await readFiles(),
  }
}

/** What the page's script needs to know. */
function dataOf(own: PageWords, { language, names }: { language: string; names: object[] }) {
  const { citation, placeOne, placeMany } = words.bot
  return {
    symbol,
    locale: own.page.locale,
    controls: own.controls,
    status: own.status,
    paper: own.paper,
    ownWords: own.page.ownWords,
    officialLabel: own.page.official,
    official: `https://undocs.org/${language}/${symbol}`,
    languages: names,
    examples: exampleQuestions,
    citation: { whole: citation, placeOne, placeMany },
  }
}

/** Every sentence by `group.name`, what is the same everywhere put in; a list's by `group.name.0`. */
function flat(own: PageWords, days: number): Record<string, string> {
  const named = Object.entries(own).flatMap(([group, inner]) =>
    Object.entries(inner).flatMap(([name, value]: [string, string | string[]]) =>
      typeof value === 'string'
        ? [[`${group}.${name}`, value] as const]
        : value.map((one, at) => [`${group}.${name}.${at}`, one] as const),
    ),
  )
  const known: Readonly<Record<string, string>> = { symbol, days: String(days) }
  const filled = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => known[name] ?? whole)
  return Object.fromEntries(named.map(([name, text]) => [name, filled(text)]))
}

function contactLine(words: string, contact: string | undefined): string {
  if (contact === undefined) return ''
  const href = contact.startsWith('https://') ? contact : `mailto:${contact}`
  const link = `<a href="${escapeHtml(href)}" rel="noopener noreferrer">${escapeHtml(contact)}</a>`
  return `<p>${escapeHtml(words)} ${link}</p>`
}

/** Only what lies in the folder when the server starts is ever served: no path leads elsewhere. */
async function readFiles(): Promise<ReadonlyMap<string, Asset>> {
  const names = (await readdir(folder)).filter((name) => /\.(?:js|css|svg)$/.test(name))
  const files = names.map(
    async (name) => [name, await toAsset(name, await readFile(new URL(name, folder)))] as const,
  )
  return new Map(await Promise.all(files))
}
