import english from '../../prompts/web/en.json' with { type: 'json' }
import examples from '../../prompts/web/examples.json' with { type: 'json' }
import { languages, readLanguages } from '../../prompts/languages.js'
import { checked } from '../../prompts/words.js'

/** What the page says in one language; the English file is the measure for the others. */
export type PageWords = typeof english

/** Questions to begin with, by group; in English, as the answers are. */
export const exampleQuestions = checked(examples).examples

/**
 * The words of every language, by its tag.
 *
 * @throws where a file lacks something that the English one has
 */
export function readPageWords(): ReadonlyMap<string, PageWords> {
  return readLanguages('web', english)
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
