import { languages } from '../../../prompts/languages.js'
import { schemas, type Localization, type Manifest } from './app.js'
import { mapTexts } from './texts.js'

/** Teams knows Chinese by region only; of these, zh-cn writes it as the United Nations does. */
const tags: Readonly<Record<string, string>> = { zh: 'zh-cn' }

/** Which file of the package has which language. */
export const localizationInfo = {
  defaultLanguageTag: 'en',
  // The manifest has these texts too, but an agent in several languages needs them in a file.
  defaultLanguageFile: 'en.json',
  additionalLanguages: languages
    .filter((language) => language !== 'en')
    .toSorted()
    .map((language) => ({ languageTag: tags[language] ?? language, file: `${language}.json` })),
}

/** Takes the texts that a user reads from the manifest in one language. */
export function localizationOf(manifest: Manifest): Localization {
  const texts: Record<string, string> = {
    $schema: `${schemas}/MicrosoftTeams.Localization.schema.json`,
  }
  mapTexts(manifest, (text, place) => {
    if (shown.test(place)) texts[place] = text
    return text
  })
  return texts
}

/** Questions and samples stay as they are, since the bot reads English. */
const shown =
  /^(?:name|description)\.|\.(?:commands|parameters)\[\d+\]\.(?:title|description)$|\.disclaimer\.text$/
