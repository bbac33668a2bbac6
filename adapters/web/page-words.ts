import { readFileSync } from 'node:fs'
import english from '../../prompts/web/en.json' with { type: 'json' }
import examples from '../../prompts/web/examples.json' with { type: 'json' }
import { checked } from '../../prompts/words.js'

/** What the page says in one language; the English file is the measure for the others. */
export type PageWords = typeof english

/** The official languages of the United Nations, in the order in which they are offered. */
const languages = ['ar', 'zh', 'en', 'fr', 'ru', 'es'] as const

/** Questions to begin with, by group; in English, as the answers are. */
export const exampleQuestions = checked(examples).examples

/**
 * The words of every language, by its tag.
 *
 * @throws where a file lacks something that the English one has
 */
export function readPageWords(): ReadonlyMap<string, PageWords> {
  return new Map(languages.map((language) => [language, read(language)]))
}

/**
 * Chooses the page's language: the one that was asked for, else the first of the browser's
 * languages that there is, else English.
 */
export function chooseLanguage(asked: string | undefined, accepted = ''): string {
  const wanted = [{ tag: asked ?? '', weight: 2 }, ...accepted.split(',').map(toPreference)]
  const tags = wanted
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag.trim().toLowerCase().split('-')[0])
  return languages.find((one) => one === tags.find((tag) => isOurs(tag))) ?? 'en'
}

function isOurs(tag: string | undefined): boolean {
  return languages.some((one) => one === tag)
}

function toPreference(entry: string): { tag: string; weight: number } {
  const [tag = '', quality = ''] = entry.split(';')
  const weight = Number(/q=([\d.]+)/.exec(quality)?.[1] ?? 1)
  return { tag, weight }
}

function read(language: string): PageWords {
  const file = new URL(`../../prompts/web/${language}.json`, import.meta.url)
  const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (shapeOf(found) !== shapeOf(english)) {
    throw new Error(`Words: prompts/web/${language}.json must have what en.json has, and no more.`)
  }
  // Its shape was compared with the English file's just now.
  return checked(found as PageWords)
}

/** The names at every level, and how many sentences each list has. */
function shapeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '.'
  const entries = Object.entries(value).map(([name, inner]) => `${name}${shapeOf(inner)}`)
  return `{${entries.toSorted().join(',')}}`
}
