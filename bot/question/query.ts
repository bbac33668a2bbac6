import type { Mention } from '../../knowledge/entities/gazetteer.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { yearsIn } from '../../knowledge/search/shared-names.js'
import type { Turn } from '../assistant.js'
import { type ExactNames, exactNamesIn } from './exact-names.js'
import { filtersOf, type Filters } from './filters.js'
import type { PlacesAsked } from './places.js'
import { limits } from '../limits.js'

/** One question, made to stand alone, with what was found in it. */
export interface Query {
  /** As the user typed it, with slips of spelling mended. */
  readonly text: string
  /** The same, joined to the last turn where it leans on it. */
  readonly explicit: string
  /** The last turn, where the question leans on it. */
  readonly follows: Turn | undefined
  /** An ISO 639-1 code. */
  readonly language: string
  /** The entities that the user's own words name, but for those that the whole report is about. */
  readonly mentions: readonly Mention[]
  /** The places of the documents that it names. */
  readonly places: PlacesAsked
  /** What it names by a number or a code, such as `decision 4/2`. */
  readonly exact: ExactNames
  /** The years that the user's own words name, each once. */
  readonly years: readonly string[]
  /** What each of the user's own words asks for. */
  readonly filters: Filters
  /** What the last turn, made explicit, asked for, where the question leans on it. */
  readonly before: Filters | undefined
}

/** What a question was asked in, and the places that were found in it before all else. */
interface Setting {
  readonly history: readonly Turn[]
  readonly language: string
  readonly places: PlacesAsked
  /** Whether it leans on what was said before, if anything was. */
  readonly leans: boolean
}

/** Reads one question in the light of the conversation. */
export function toQuery(
  text: string,
  { history, language, places, leans }: Setting,
  knowledge: Knowledge,
): Query {
  const { gazetteer, namesIn } = knowledge
  const last = history.findLast(({ smallTalk = false }) => !smallTalk)
  const named = gazetteer(text)
  const mentions = named.filter(({ entity }) => !namesIn.isEverywhere(entity.id))
  const follows = last && !places.isAll && leans ? last : undefined
  return {
    text,
    explicit: follows ? `${topicOf(follows)} ${text}` : text,
    follows,
    language,
    mentions,
    places,
    exact: exactNamesIn(text, knowledge),
    years: yearsIn(text),
    filters: filtersOf(text, named, knowledge),
    before: follows && filtersOf(follows.explicit, gazetteer(follows.explicit), knowledge),
  }
}

/** Of a long chain of questions, which would drown the last one, only the last turn's own words count. */
function topicOf({ explicit, question }: Turn): string {
  return explicit.length > limits.remembered.characters ? question : explicit
}
