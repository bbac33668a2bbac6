import card from '../../../knowledge/documents/ctoc-cop-2012-10/document.json' with { type: 'json' }
import english from '../../../prompts/teams/app/en.json' with { type: 'json' }
import search from '../../../prompts/teams/app/search.json' with { type: 'json' }
import { readLanguages } from '../../../prompts/languages.js'
import { checked, fill } from '../../../prompts/words.js'

/** What Teams shows of the app in one language; the English file is the measure for the others. */
export type AppWords = typeof english

/** What Copilot is told about each search command; in English, as the bot's answers are. */
export const searchWords = checked(search)

/**
 * The words of every language, by its tag.
 *
 * @throws where a file lacks something that the English one has
 */
export function readAppWords(): ReadonlyMap<string, AppWords> {
  return readLanguages('teams/app', english)
}

/** Puts the document's symbol into a sentence. */
export function say(sentence: string): string {
  return fill(sentence, { symbol: card.symbol })
}
