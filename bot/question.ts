import type { Mention } from '../knowledge/entities/gazetteer.js'
import type { Knowledge } from '../knowledge/knowledge.js'
import type { Turn } from './assistant.js'
import { type NamedPlace, ordinalIn, placeNamedIn } from './structure.js'
import { type Part, soughtBy } from './sought.js'
import { languageOf } from './language.js'

/** A message made into a text that stands alone, with what was found in it. */
export interface Question {
  /** As the user typed it, with slips of spelling mended. */
  readonly text: string
  /** The same, joined to the last turn where it leans on it. */
  readonly explicit: string
  /** The last turn, where the question leans on it. */
  readonly follows: Turn | undefined
  /** Whether the last turn asked what the user means: it isn't asked twice. */
  readonly asked: boolean
  /** An ISO 639-1 code. */
  readonly language: string
  /** The entities that the user's own words name, but for those that the whole report is about. */
  readonly mentions: readonly Mention[]
  /** The years that the user's own words name, each once. */
  readonly years: readonly string[]
  /** The place of the document that the user's own words name. */
  readonly place: NamedPlace | undefined
  /** Which of several things it is about: 0 for the first, 1 for the second, 2 for the third. */
  readonly ordinal: number | undefined
  /** What the question seeks, as far as its words tell. */
  readonly sought: readonly Part[]
}

/** Reads a message in the light of the conversation. */
export function toQuestion(
  typed: string,
  history: readonly Turn[],
  knowledge: Knowledge,
): Question {
  const { gazetteer, namesIn, spelling } = knowledge
  const last = history.at(-1)
  const language = languageOf(typed, knowledge)
  const text = language === 'en' ? spelling(typed) : typed
  const mentions = gazetteer(text).filter(({ entity }) => !namesIn.isEverywhere(entity.id))
  const follows = last && leansOn(text, mentions) ? last : undefined
  return {
    text,
    explicit: follows ? `${topicOf(follows)} ${text}` : text,
    follows,
    asked: last?.clarified ?? false,
    language,
    mentions,
    place: placeNamedIn(text),
    ordinal: ordinalIn(text),
    sought: soughtBy(text),
    years: [...new Set(text.match(/\b(?:19|20)\d\d\b/g))],
  }
}

/** A long chain of questions would drown the last one; then only the last turn's own words count. */
const longestTopic = 400

function topicOf({ explicit, question }: Turn): string {
  return explicit.length > longestTopic ? question : explicit
}

const opening =
  /^\s*(and|but|or|so|also|then|what about|how about|same|why|when|where|who|which ones?)\b/i
const pointing =
  /\b(it|its|they|them|their|theirs|that|those|this|these|there|he|she|one|ones|else|another|others?|same|former|latter|both|after that|before that)\b/i

/** Whether a message points back: a pronoun or a bare question word, and few words of its own. */
function leansOn(text: string, mentions: readonly Mention[]): boolean {
  const words = text.split(/\s+/).filter(Boolean).length
  if (words <= 4 && mentions.length === 0) return true
  if (/^\s*(and|but|what about|how about)\b/i.test(text) && words <= 25) return true
  // What points back in a second clause ("and what did they find") points to the first.
  const [clause = ''] = text.split(/\band\b|;/i)
  return words <= 18 && (pointing.test(clause) || (opening.test(text) && words <= 6))
}
