import { paragraphKey } from '../knowledge/citation/passage.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import { answerWords } from '../prompts/answer-words.js'
import type { Answer } from './answer/answer.js'
import { smallTalk, type TurnSettings } from './answer/small-talk.js'
import { together } from './answer/together.js'
import type { Assistant, Turn } from './assistant.js'
import { topicHeard } from './question/heard.js'
import { languageOf } from './question/language.js'
import { type Part, partsOf } from './question/parts.js'
import { type Context, placeReader, type Response, respondTo, unasked } from './respond.js'
import { limits } from './limits.js'

/** The assistant over a body of knowledge: the whole order of a turn stands here. */
export function createAssistant(knowledge: Knowledge, settings: TurnSettings = {}): Assistant {
  const context = { knowledge, settings, placesAsked: placeReader(knowledge) }
  return {
    async respond(typed, history) {
      const heard = smallTalk(topicHeard(typed), knowledge, settings)
      if (heard !== undefined) return unasked(typed, heard)
      const mended = knowledge.spelling(typed)
      const readings = [...new Set([typed, mended])]
      // What names a place as it was typed needs no mending.
      const place = readings.find((text) => context.placesAsked(text, history).isAll)
      const language = place === undefined ? languageOf(typed, knowledge) : 'en'
      const foreign = noteOnLanguage(language)
      if (foreign !== undefined) return unasked(typed, toNote(foreign, language))
      const parts = place === undefined ? partsOf(mended, knowledge) : []
      const { asked, over } = await askedIn(parts, history, context)
      const [first, ...rest] = asked.filter(({ answer }) => answer.kind !== 'smalltalk')
      if (first && rest.length + over.length > 0) {
        return { answer: together([first, ...rest], over), turn: lastOf(typed, [first, ...rest]) }
      }
      return first ?? asked[0] ?? (await respondTo(place ?? mended, history, context))
    },
  }
}

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
  for (const [at, part] of parts.entries()) {
    const { text, isOne, lead } = part
    const last = asked.at(-1)
    given.push(
      text,
      ...(last ? [`${last.text} ${text}`] : []),
      ...(lead ? [`${lead} ${text}`] : []),
    )
    if (last && (at >= limits.message.questions || !retriever.affords(given))) {
      return { asked, over: parts.slice(at).map((part) => part.text) }
    }
    const earlier = asked.map(({ turn }) => turn)
    const response = { ...(await respondToPart(part, [...history, ...earlier], context)), isOne }
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

/** Reads a question behind what leads in to it, which may be what it is about; else by itself. */
async function respondToPart(
  { text, lead }: Part,
  history: readonly Turn[],
  context: Context,
): Promise<Response> {
  const led = lead === undefined ? undefined : await respondTo(`${lead} ${text}`, history, context)
  return led?.answer.kind === 'answered' ? led : respondTo(text, history, context)
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

/** The note for a language that isn't answered in yet, in English where it has none of its own; nothing for English. */
function noteOnLanguage(language: string): string | undefined {
  if (language === 'en') return undefined
  const { other, ...own } = answerWords.language
  return new Map(Object.entries(own)).get(language) ?? other
}

function toNote(text: string, language: string): Answer {
  return { kind: 'not-found', text, language, suggestions: [], ranking: [] }
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
