import english from '../../../prompts/teams/app/en.json' with { type: 'json' }
import type { AppDocuments, AppFacts } from './app.js'
import { readAppWords } from './app-words.js'
import { localizationOf } from './localization.js'
import { manifestOf } from './manifest.js'

/** Makes the manifest and its translations from what the configuration says. */
export function documentsOf(facts: AppFacts): AppDocuments {
  const localizations = [...readAppWords()].map(
    ([language, words]) => [`${language}.json`, localizationOf(manifestOf(facts, words))] as const,
  )
  return {
    manifest: manifestOf(facts, english),
    localizations: Object.fromEntries(localizations),
  }
}
