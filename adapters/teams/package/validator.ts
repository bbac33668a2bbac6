import { z } from 'zod'

/** What is used of Microsoft's validator; the schemas that it brings make it work offline. */
export interface Validator {
  fetchSchema(url: string): Promise<object>
  /** Gives a sentence for each fault; without a schema it takes the one that the document names. */
  validateAgainstSchema(document: unknown, schema?: object): Promise<string[]>
}

/**
 * Loads the validator, which a server does without.
 *
 * @throws where it isn't installed, with what to do
 */
export async function openValidator(
  load: () => Promise<{ AppManifestUtils: Validator }> = () => import('@microsoft/app-manifest'),
): Promise<Validator> {
  try {
    return (await load()).AppManifestUtils
  } catch (cause) {
    throw new Error(
      'Teams package: @microsoft/app-manifest, which checks the manifest, can’t be loaded. Run npm ci with the development dependencies, then run this again.',
      { cause },
    )
  }
}

/** Gives a schema with the one pattern mended that no strict regular expression may have. */
export async function readSchema(validator: Validator, url: string): Promise<object> {
  const text = JSON.stringify(await validator.fetchSchema(url))
  return z.looseObject({}).parse(JSON.parse(text.replaceAll('\\\\b]', '\\\\b\\\\]')))
}
