import { eld } from 'eld/extrasmall'
import { z } from 'zod'
import { wordsOf } from '../../knowledge/entities/words.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import foreign from '../../prompts/question/foreign.json' with { type: 'json' }
import { sameSaid } from './heard.js'

/** What people say most in languages that aren't answered in: too short for a detector. */
const phrases: ReadonlyMap<string, string> = new Map(
  Object.entries(z.record(z.string(), z.array(z.string().min(1)).min(1)).parse(foreign))
    // The first language that says it so is taken.
    .reverse()
    .flatMap(([language, said]) => said.map((one) => [sameSaid(one), language] as const)),
)

/** The official languages of the United Nations that alone among them are written in a script. */
const scripts = [
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Cyrillic}/u, 'ru'],
] as const

/**
 * Guesses the language of a message.
 *
 * A detector tells languages apart by pieces of words, so that a short question made of names and
 * abbreviations looks like any of them. How likely it holds a word for of a language is therefore
 * weighed, word for word, with how many of the words are known here, where questions are English.
 * Names are of no language.
 *
 * @returns its ISO 639-1 code; `en` where nothing speaks for another
 */
export function languageOf(text: string, knowledge: Pick<Knowledge, 'unheard' | 'gazetteer'>) {
  const phrase = phrases.get(sameSaid(text))
  if (phrase !== undefined) return phrase
  const words = wordsWithoutNames(text, knowledge)
  if (words.length === 0) return 'en'
  const said = words.join(' ')
  const guess = eld.detect(said)
  const written = scripts.find(([script]) => script.test(said))?.[1] ?? 'en'
  // One word may be a name or a slip, whatever it looks like.
  const isTooShort = words.length === 1 && written === 'en'
  if (isTooShort || guess.language === '' || guess.language === 'en') return written
  const unheard = knowledge.unheard(said)
  const scores = guess.getScores()
  // In logarithms: the likelihood of a long text is too small a number.
  const likelihood = (language: string) => words.length * Math.log(scores[language] ?? 0)
  const isForeign =
    Math.log(unheard) + likelihood(guess.language) > Math.log(1 - unheard) + likelihood('en')
  return isForeign ? guess.language : 'en'
}

/**
 * The words that tell the language: neither names that are known nor words with a capital letter,
 * which stands at the head of a sentence, too. The detector's own pattern for what lies between words
 * takes time in the square of its length.
 */
function wordsWithoutNames(text: string, { gazetteer }: Pick<Knowledge, 'gazetteer'>): string[] {
  const names = gazetteer(text)
  const own = wordsOf(text).filter(
    (word) => !names.some(({ start, end }) => start <= word.start && word.end <= end),
  )
  const small = own.filter(({ raw }) => /\p{L}/u.test(raw) && !isCapital(raw))
  if (small.length === 0) return []
  return own.filter((word, at) => at === 0 || small.includes(word)).map(({ raw }) => raw)
}

/** Other scripts than the Latin have no capitals, and stand beside Latin names without a space. */
function isCapital(word: string): boolean {
  return word !== word.toLowerCase() && !scripts.some(([script]) => script.test(word))
}
