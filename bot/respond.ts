import { paragraphKey, type PassageId } from '../knowledge/citation/passage.js'
import { remembering } from '../knowledge/entities/remembering.js'
import type { Fact } from '../knowledge/facts/schema.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { Found } from '../knowledge/search/found.js'
import type { Answer } from './answer/answer.js'
import { smallTalk, type TurnSettings } from './answer/small-talk.js'
import { answerTo } from './answer/strategies.js'
import type { Assistant, Turn } from './assistant.js'
import { asksForFacts, subjectOf } from './question/filters.js'
import { goesOn, sameSaid } from './question/heard.js'
import { leaningCuesOf } from './question/leaning-cues.js'
import { type PlacesAsked, placesIn } from './question/places.js'
import { asksOfMemberAlone } from './question/member-alone.js'
import { type Query, toQuery } from './question/query.js'
import type { PlacesBefore } from './question/resolve-places.js'

/** What every question is answered with. */
export interface Context {
  readonly knowledge: Knowledge
  readonly settings: TurnSettings
  readonly placesAsked: PlaceReader
}

/** Reads the places that a message asks for, in the light of the last answer. */
type PlaceReader = (text: string, history: readonly Turn[]) => PlacesAsked

/** An answer, the turn to remember, and the question as it was read. */
export type Response = Awaited<ReturnType<Assistant['respond']>> & { readonly text: string }

/** Answers one question in the light of what was said before. */
export async function respondTo(
  text: string,
  history: readonly Turn[],
  { knowledge, settings, placesAsked }: Context,
): Promise<Response> {
  const places = placesAsked(text, history)
  const own = await knowledge.retriever.rank(subjectOf(topicOf(text, places), knowledge))
  const alone = knowledge.retriever.found(own)
  const leans =
    history.length > 0 &&
    (knowledge.retriever.leans(own, leaningCuesOf(text)) || asksOfMemberAlone(text, own, knowledge))
  const query = toQuery(text, { history, language: 'en', places, leans }, knowledge)
  const offered = offeredBy(text, knowledge)
  const isReport =
    places.asked.length > 0 ||
    query.exact.isAny ||
    asksForFacts(query.filters) ||
    offered !== undefined ||
    (query.follows !== undefined && goesOn(text))
  const { source, id } = alone.nearest
  const topic = isReport || source !== 'talk' ? undefined : id
  const talk = smallTalk(topic, knowledge, settings)
  if (talk !== undefined) return { text, ...unasked(text, talk) }
  const found = offered ? foundFor(offered, alone) : await foundBy(query, { own, alone }, knowledge)
  const answer = await answerTo(query, found, knowledge)
  return { text, answer, turn: toTurn(query, answer) }
}

/** The fact whose question a message is word for word: it was offered to be asked next. */
function offeredBy(text: string, { facts }: Knowledge): Fact | undefined {
  const before = offers.get(facts)
  const own =
    before ?? new Map(facts.all.flatMap((fact) => (fact.ask ? [[sameSaid(fact.ask), fact]] : [])))
  if (!before) offers.set(facts, own)
  return own.get(sameSaid(text))
}

/** Facts by their questions; they don't change while the knowledge is open. */
const offers = new WeakMap<Knowledge['facts'], ReadonlyMap<string, Fact>>()

/** What is found for a question that was offered: what it was offered for, before all else. */
function foundFor({ id }: Fact, found: Found): Found {
  const own = found.statements.filter(({ statement }) => statement.id === id)
  const places = own.flatMap(({ statement }) => statement.places)
  const isOwn = ({ document, paragraph }: PassageId) =>
    places.some((one) => one.document === document && one.paragraph === paragraph)
  return {
    ...found,
    isAnswerable: true,
    statements: [...own, ...found.statements.filter((one) => !own.includes(one))],
    paragraphs: [
      ...found.paragraphs.filter(isOwn),
      ...found.paragraphs.filter((place) => !isOwn(place)),
    ],
  }
}

/** What is looked for: behind the name of a place, what is asked of it. */
function topicOf(text: string, { isAll, rest }: PlacesAsked): string {
  return isAll || rest === '' ? text : rest
}

/** Makes what reads places; the same words behind the same answer, which a turn comes back to, are read once. */
export function placeReader({ documents }: Knowledge): PlaceReader {
  const behind = new WeakMap<object, (text: string) => PlacesAsked>()
  return (text, history) => {
    const last = history.findLast(({ smallTalk = false }) => !smallTalk)
    const before = behind.get(last ?? documents)
    const read = before ?? remembering((one) => placesIn(one, documents, beforeOf(last)))
    if (!before) behind.set(last ?? documents, read)
    return read(text)
  }

  function beforeOf(last: Turn | undefined): PlacesBefore | undefined {
    if (last === undefined) return undefined
    const { places, told, question } = last
    const keys = new Set(places.map(paragraphKey))
    // What was shown of a place is told by the place's own name.
    const isShown = told.some((id) => keys.has(id)) || placesIn(question, documents).isAll
    return { places, isShown }
  }
}

function foundBy(
  { explicit, follows }: Query,
  { own, alone }: { own: Parameters<Knowledge['retriever']['found']>[0]; alone: Found },
  { retriever }: Knowledge,
): Promise<Found> {
  return follows ? retriever.following(own, explicit, follows) : Promise.resolve(alone)
}

/** An answer that rests on nothing, as a turn. */
export function unasked(question: string, answer: Answer): { answer: Answer; turn: Turn } {
  const turn = { question, explicit: question, places: [], told: [] }
  return { answer, turn: { ...turn, ...(answer.kind === 'smalltalk' && { smallTalk: true }) } }
}

function toTurn({ text, explicit }: Query, answer: Answer): Turn {
  if (answer.kind !== 'answered') {
    return { question: text, explicit, places: answer.ranking.slice(0, 1), told: [] }
  }
  const cited = answer.sentences.flatMap(({ passages }) => passages)
  const places = [...new Map(cited.map((passage) => [paragraphKey(passage), passage])).values()]
  return { question: text, explicit, places, told: answer.told }
}
