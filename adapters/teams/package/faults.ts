import type { AppDocuments, Localization, Manifest } from './app.js'
import { consistencyFaults } from './consistency.js'
import { localizationOf } from './localization.js'
import { mapTexts } from './texts.js'
import { readSchema, type Validator } from './validator.js'

/** Finds everything that is wrong with a package's documents, by file. */
export async function faultsIn(documents: AppDocuments, validator: Validator): Promise<string[]> {
  const { manifest, localizations } = documents
  const bySchema = await validator.validateAgainstSchema(manifest)
  const inTranslations = Object.entries(localizations).map(async ([file, texts]) => {
    const found = [
      ...(await schemaFaults(texts, validator)),
      ...(await placeFaults(manifest, texts, validator)),
    ]
    // What is wrong in every language is said once, for the manifest.
    return found.filter((fault) => !bySchema.includes(fault)).map((fault) => named(file, fault))
  })
  const own = [...bySchema, ...consistencyFaults(manifest)].map((fault) =>
    named('manifest.json', fault),
  )
  return [...own, ...(await Promise.all(inTranslations)).flat()]
}

async function schemaFaults(texts: Localization, validator: Validator): Promise<string[]> {
  const schema = await readSchema(validator, texts.$schema ?? '')
  return validator.validateAgainstSchema(texts, schema)
}

/** Puts the texts into the manifest, so that they are held to the limits of their places. */
async function placeFaults(
  manifest: Manifest,
  texts: Localization,
  validator: Validator,
): Promise<string[]> {
  const places = new Set<string>()
  const translated = mapTexts(manifest, (text, place) => {
    places.add(place)
    return place === '$schema' ? text : (texts[place] ?? text)
  })
  const astray = Object.keys(texts).filter((place) => !places.has(place))
  const left = Object.keys(localizationOf(manifest)).filter((place) => !Object.hasOwn(texts, place))
  return [
    ...astray.map((place) => `${place} is no text of the manifest. Remove it.`),
    ...left.map((place) => `${place} is missing. Translate it.`),
    ...(await validator.validateAgainstSchema(translated)),
  ]
}

/** The validator leaves a space where a fault is the whole document's. */
function named(file: string, fault: string): string {
  return `${file}: ${fault.trim()}`
}
