import type { CitedSentence } from '../../knowledge/citation/sentence.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import type { Query } from '../question/query.js'
import type { Answer } from './answer.js'
import { attach } from './attach.js'
import { belongs } from './belongs.js'
import { calculate } from './calculate.js'
import { compare } from './compare.js'
import { list } from './list.js'
import { withoutNear } from './near-names.js'
import { overview, overviewOfName } from './overview.js'
import { answerPlace } from './place.js'
import { placesNamed, rankingOf } from './evidence.js'
import { missingNames, refusal } from './refuse.js'
import { suggest } from './suggest.js'
import { tell } from './tell.js'
import type { Draft } from './told.js'

/** A way of answering: something to say, or undefined where the question asks for something else. */
type Strategy = (
  query: Query,
  found: Found,
  knowledge: Knowledge,
) => Draft | undefined | Promise<Draft | undefined>

/** Ways of answering that need no likelihood: what they say is exactly what is asked. */
const exact: readonly Strategy[] = [belongs, list, calculate, compare, overview]

/** Answers one question: in the first way that has something to say, or by saying that nothing is said. */
export async function answerTo(query: Query, all: Found, knowledge: Knowledge): Promise<Answer> {
  const places = placesNamed(query)
  const found = withoutNear(query, places.within(all), knowledge)
  const reason = refusal(query, found, knowledge)
  // What isn't in the report is but one side of a comparison.
  const draft = reason?.isCertain
    ? await compare(query, found, knowledge)
    : await draftOf(
        query,
        {
          found,
          isLikely: reason === undefined || asksOfNameAlone(query),
          isThere: places.holdBest(all),
        },
        knowledge,
      )
  return toAnswer({ query, found, draft, missing: reason?.text ?? '' }, knowledge)
}

/** Whether a question holds nothing but the exact name of something that a document has, such as a resolution’s number. */
function asksOfNameAlone({ exact, filters: { rest, cues } }: Query): boolean {
  const asksElse = (['specific', 'timed', 'counting'] as const).some((cue) => cues.has(cue))
  return exact.passages.length > 0 && !asksElse && rest.every((word) => /^\d+$/.test(word))
}

interface Outcome {
  readonly query: Query
  readonly found: Found
  readonly draft: Draft | undefined
  /** What is said where there is nothing to tell. */
  readonly missing: string
}

function toAnswer({ query, found, draft, missing }: Outcome, knowledge: Knowledge): Answer {
  const { language } = query
  const ranking = rankingOf(found)
  const [first, ...rest] = draft?.told.map(({ sentence }) => sentence) ?? []
  if (draft === undefined || first === undefined) {
    const suggestions = suggest(found.statements, [], knowledge)
    return { kind: 'not-found', text: missing, language, ranking, suggestions }
  }
  const remark = [draft.remark ?? [], missingNames(query) ?? []].flat().join(' ')
  const facts = [...new Set(draft.told.flatMap(({ fact }) => fact ?? []))]
  const sentences: [CitedSentence, ...CitedSentence[]] = [first, ...rest]
  return {
    kind: 'answered',
    sentences,
    lead: draft.lead ?? sentences.length,
    layout: sentences.length > 1 ? draft.layout : 'prose',
    told: draft.told.map(({ id }) => id),
    facts,
    exhibits: attach(draft, knowledge),
    ...(remark !== '' && { remark }),
    language,
    ranking,
    suggestions: suggest(
      found.statements,
      draft.told.map(({ id }) => id),
      knowledge,
    ),
  }
}

interface Evidence {
  readonly found: Found
  readonly isLikely: boolean
  /** Whether the places that are named hold what is likeliest of all; else they are shown themselves. */
  readonly isThere: boolean
}

async function draftOf(
  query: Query,
  { found, isLikely, isThere }: Evidence,
  knowledge: Knowledge,
): Promise<Draft | undefined> {
  if (query.places.isAll) return answerPlace(query)
  const { isInside } = placesNamed(query)
  for (const strategy of exact) {
    const draft = await strategy(query, found, knowledge)
    if (draft && isInside(draft)) return draft
  }
  if (!isThere) return answerPlace(query)
  if (!isLikely) return undefined
  const named = overviewOfName(query, found, knowledge)
  return named && isInside(named) ? named : tell(found, knowledge)
}
