import { readFileSync } from 'node:fs'
import { checked } from './words.js'

/** The official languages of the United Nations, in the order in which they are offered. */
export const languages = ['ar', 'zh', 'en', 'fr', 'ru', 'es'] as const

/**
 * Reads a folder's words in every language, by its tag.
 *
 * @param folder below `prompts/`, with a file for each language
 * @param english what its `en.json` has: the measure for the others
 * @throws where a file lacks something that the English one has
 */
export function readLanguages<Words>(folder: string, english: Words): ReadonlyMap<string, Words> {
  return new Map(
    languages.map((language) => [language, read(`${folder}/${language}.json`, english)]),
  )
}

function read<Words>(path: string, english: Words): Words {
  const found: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
  if (shapeOf(found) !== shapeOf(english)) {
    throw new Error(`Words: prompts/${path} must have what en.json has, and no more.`)
  }
  // Its shape was compared with the English file's just now.
  return checked(found as Words)
}

/** The names at every level, and how many sentences each list has. */
function shapeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '.'
  const entries = Object.entries(value).map(([name, inner]) => `${name}${shapeOf(inner)}`)
  return `{${entries.toSorted().join(',')}}`
}
