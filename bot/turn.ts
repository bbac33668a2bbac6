import { paragraphKey } from '../knowledge/citation/passage.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { Found } from '../knowledge/search/retriever.js'
import { answerWords, talk } from '../prompts/answer-words.js'
import { fill, words } from '../prompts/words.js'
import type { Answer } from './answer/answer.js'
import { answerTo } from './answer/strategies.js'
import type { Assistant, Turn } from './assistant.js'
import { asksForFacts } from './question/filters.js'
import { languageOf } from './question/language.js'
import { type PlacesAsked, placesIn } from './question/places.js'
import { type Query, toQuery } from './question/query.js'

/** Whom a user may ask instead, for what small talk says of the service. */
export interface TurnSettings {
  readonly contact?: string | undefined
}

/** The assistant over a body of knowledge: the whole order of a turn stands here. */
export function createAssistant(knowledge: Knowledge, settings: TurnSettings = {}): Assistant {
  return {
    async respond(typed, history) {
      const mended = knowledge.spelling(typed)
      const asTyped = placesAsked(typed, history, knowledge)
      const text = asTyped.isAll ? typed : mended
      const places = text === typed ? asTyped : placesAsked(text, history, knowledge)
      const language = places.isAll ? 'en' : languageOf(typed, knowledge)
      const foreign = noteOnLanguage(language)
      if (foreign !== undefined) return unasked(typed, toPlain('not-found', foreign, language))
      const own = await knowledge.retriever.rank(topicOf(text, places))
      const alone = knowledge.retriever.found(own)
      const query = toQuery(text, { history, language, places }, knowledge)
      const isReport = places.asked.length > 0 || asksForFacts(query.filters)
      const said = isReport ? undefined : smallTalk(alone, knowledge, settings)
      if (said !== undefined) {
        const answer = toPlain('smalltalk', said, language, words.bot.examples)
        return { answer, turn: { ...unasked(typed, answer).turn, smallTalk: true } }
      }
      const found = await foundBy(query, { own, alone }, knowledge)
      const answer = answerTo(query, found, knowledge)
      return { answer, turn: toTurn(query, answer) }
    },
  }
}

/** What is looked for: behind the name of a place, what is asked of it. */
function topicOf(text: string, { isAll, rest }: PlacesAsked): string {
  return isAll || rest === '' ? text : rest
}

/** The places that a message asks for, in the light of the last answer. */
function placesAsked(
  text: string,
  history: readonly Turn[],
  { documents }: Knowledge,
): PlacesAsked {
  const last = history.findLast(({ smallTalk = false }) => !smallTalk)
  if (last === undefined) return placesIn(text, documents)
  const { places, told, question } = last
  const keys = new Set(places.map(paragraphKey))
  // What was shown of a place is told by the place's own name.
  const isShown = told.some((id) => keys.has(id)) || placesIn(question, documents).isAll
  return placesIn(text, documents, { places, isShown })
}

function foundBy(
  { explicit, follows }: Query,
  { own, alone }: { own: Parameters<Knowledge['retriever']['found']>[0]; alone: Found },
  { retriever }: Knowledge,
): Promise<Found> {
  return follows ? retriever.following(own, explicit, follows) : Promise.resolve(alone)
}

/** The note for a language that isn't answered in yet, in English where it has none of its own; nothing for English. */
function noteOnLanguage(language: string): string | undefined {
  if (language === 'en') return undefined
  const { other, ...own } = answerWords.language
  return new Map(Object.entries(own)).get(language) ?? other
}

/** What is said where it is likelier that nothing is asked than that something is. */
function smallTalk(
  { talk: { id, probability } }: Found,
  { documents: [{ symbol, about }] }: Knowledge,
  { contact }: TurnSettings,
): string | undefined {
  const topic = probability > 0.5 && id !== undefined ? talk.get(id) : undefined
  if (topic === undefined) return undefined
  return fill(topic.say, {
    symbol,
    about,
    contact: contact ?? answerWords.contact.nobody,
    examples: words.bot.examples.join(' '),
  })
}

function toPlain(
  kind: 'not-found' | 'smalltalk',
  text: string,
  language: string,
  suggestions: readonly string[] = [],
): Answer {
  return { kind, text, language, suggestions, ranking: [] }
}

function unasked(question: string, answer: Answer): { answer: Answer; turn: Turn } {
  return { answer, turn: { question, explicit: question, places: [], told: [] } }
}

function toTurn({ text, explicit }: Query, answer: Answer): Turn {
  if (answer.kind !== 'answered') {
    const clarified = answer.kind === 'clarify'
    return { question: text, explicit, places: answer.ranking.slice(0, 1), told: [], clarified }
  }
  const cited = answer.sentences.flatMap(({ passages }) => passages)
  const places = [...new Map(cited.map((passage) => [paragraphKey(passage), passage])).values()]
  return { question: text, explicit, places, told: answer.told }
}
