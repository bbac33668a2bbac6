import { paragraphKey } from '../knowledge/citation/passage.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { Found } from '../knowledge/search/found.js'
import { answerWords } from '../prompts/answer-words.js'
import type { Answer } from './answer/answer.js'
import { smallTalk, type TurnSettings } from './answer/small-talk.js'
import { answerTo } from './answer/strategies.js'
import { together } from './answer/together.js'
import type { Assistant, Turn } from './assistant.js'
import { goesOn } from './question/clauses.js'
import { asksForFacts } from './question/filters.js'
import { sameSaid, topicHeard } from './question/heard.js'
import { leaningCuesOf } from './question/leaning-cues.js'
import { languageOf } from './question/language.js'
import { type Part, partsOf } from './question/parts.js'
import { type PlacesAsked, placesIn } from './question/places.js'
import { type Query, toQuery } from './question/query.js'

/** The assistant over a body of knowledge: the whole order of a turn stands here. */
export function createAssistant(knowledge: Knowledge, settings: TurnSettings = {}): Assistant {
  const context = { knowledge, settings }
  return {
    async respond(typed, history) {
      const heard = smallTalk(topicHeard(typed), knowledge, settings)
      if (heard !== undefined) return unasked(typed, heard)
      const mended = knowledge.spelling(typed)
      const { isAll } = placesAsked(typed, history, knowledge)
      const language = isAll ? 'en' : languageOf(typed, knowledge)
      const foreign = noteOnLanguage(language)
      if (foreign !== undefined) return unasked(typed, toNote(foreign, language))
      const parts = isAll ? [] : partsOf(mended, knowledge)
      const { asked, over } = await askedIn(parts, history, context)
      const [first, ...rest] = asked.filter(({ answer }) => answer.kind !== 'smalltalk')
      if (first && rest.length + over.length > 0) {
        return { answer: together([first, ...rest], over), turn: lastOf(typed, [first, ...rest]) }
      }
      return first ?? asked[0] ?? (await respondTo(isAll ? typed : mended, history, context))
    },
  }
}

/** Questions of one message that are answered: an answer to five is as long as anybody reads in a chat. */
const mostParts = 5

interface Context {
  readonly knowledge: Knowledge
  readonly settings: TurnSettings
}

type Response = Awaited<ReturnType<Assistant['respond']>> & { readonly text: string }

/**
 * Answers the parts of a message one after the other, each in the light of those before it. One that
 * may not be a question of its own is read together with the one before where that finds more.
 * @returns what is over, too, where there are more than are taken, or longer ones than the model may be given
 */
async function askedIn(
  parts: readonly Part[],
  history: readonly Turn[],
  context: Context,
): Promise<{ readonly asked: readonly Response[]; readonly over: readonly string[] }> {
  const { retriever } = context.knowledge
  const asked: Read[] = []
  const given: string[] = []
  for (const [at, { text, isOne }] of parts.entries()) {
    const last = asked.at(-1)
    given.push(...(last ? [text, `${last.text} ${text}`] : [text]))
    if (last && (at >= mostParts || !retriever.affords(given))) {
      return { asked, over: parts.slice(at).map((part) => part.text) }
    }
    const earlier = asked.map(({ turn }) => turn)
    const response = { ...(await respondTo(text, [...history, ...earlier], context)), isOne }
    const isApart = last === undefined || areApart(last, response)
    if (isApart && isOne !== 'hardly') {
      asked.push(response)
      continue
    }
    const turns = [...history, ...earlier.slice(0, -1)]
    const both = await respondTo(`${last?.text ?? ''} ${text}`, turns, context)
    if (isApart && both.answer.kind !== 'answered') asked.push(response)
    else asked.splice(-1, 1, { ...both, isOne: last?.isOne ?? isOne })
  }
  return { asked, over: [] }
}

type Read = Response & Pick<Part, 'isOne'>

/** Whether two parts surely are questions, or have answers of their own; small talk is none of either. */
function areApart(one: Read, other: Read): boolean {
  if (one.isOne === 'surely' && other.isOne === 'surely') return true
  const [first, second] = [one.answer, other.answer]
  if (first.kind === 'smalltalk' || second.kind === 'smalltalk') return true
  if (first.kind !== 'answered' || second.kind !== 'answered') return false
  return first.told[0] !== second.told[0]
}

/** Answers one question. */
async function respondTo(
  text: string,
  history: readonly Turn[],
  { knowledge, settings }: Context,
): Promise<Response> {
  const places = placesAsked(text, history, knowledge)
  const own = await knowledge.retriever.rank(topicOf(text, places))
  const alone = knowledge.retriever.found(own)
  const leans = knowledge.retriever.leans(own, leaningCuesOf(text))
  const query = toQuery(text, { history, language: 'en', places, leans }, knowledge)
  const isReport =
    places.asked.length > 0 ||
    query.exact.isAny ||
    asksForFacts(query.filters) ||
    isOffered(text, knowledge) ||
    (query.follows !== undefined && goesOn(text))
  const { source, id } = alone.nearest
  const topic = isReport || source !== 'talk' ? undefined : id
  const talk = smallTalk(topic, knowledge, settings)
  if (talk !== undefined) return { text, ...unasked(text, talk) }
  const found = await foundBy(query, { own, alone }, knowledge)
  const answer = await answerTo(query, found, knowledge)
  return { text, answer, turn: toTurn(query, answer) }
}

/** Whether a message is one of the questions that are offered to be asked next. */
function isOffered(text: string, { facts }: Knowledge): boolean {
  const said = sameSaid(text)
  return facts.all.some(({ ask }) => ask !== undefined && sameSaid(ask) === said)
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

function toNote(text: string, language: string): Answer {
  return { kind: 'not-found', text, language, suggestions: [], ranking: [] }
}

function unasked(question: string, answer: Answer): { answer: Answer; turn: Turn } {
  const turn = { question, explicit: question, places: [], told: [] }
  return { answer, turn: { ...turn, ...(answer.kind === 'smalltalk' && { smallTalk: true }) } }
}

/** A message of several questions as one turn: what comes next leans on the last of them. */
function lastOf(question: string, asked: readonly [Response, ...Response[]]): Turn {
  const turns = asked.map(({ turn }) => turn)
  const places = turns.flatMap((turn) => turn.places)
  const { explicit = question } = turns.at(-1) ?? {}
  return {
    question,
    explicit,
    places: [...new Map(places.map((place) => [paragraphKey(place), place])).values()],
    told: [...new Set(turns.flatMap(({ told }) => told))],
  }
}

function toTurn({ text, explicit }: Query, answer: Answer): Turn {
  if (answer.kind !== 'answered') {
    return { question: text, explicit, places: answer.ranking.slice(0, 1), told: [] }
  }
  const cited = answer.sentences.flatMap(({ passages }) => passages)
  const places = [...new Map(cited.map((passage) => [paragraphKey(passage), passage])).values()]
  return { question: text, explicit, places, told: answer.told }
}
