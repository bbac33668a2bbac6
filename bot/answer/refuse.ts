import { numeralOf } from '../../knowledge/documents/open-document.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import type { Query } from '../question/query.js'
import { withoutPlaces } from './missing-places.js'
import { limits } from '../limits.js'

/** Why a question isn't answered. */
export interface Refusal {
  readonly text: string
  /** Whether nothing that is found can change it: a country or a year that no document speaks of. */
  readonly isCertain: boolean
}

/** Says why a question can't be answered, or nothing where it is likely that it can. */
export function refusal(query: Query, found: Found, knowledge: Knowledge): Refusal | undefined {
  const { notFound } = answerWords
  const missing = withoutPlaces(query.places)
  if (missing !== undefined) return certainly(missing)
  const unheld = missingNames(query)
  if (unheld !== undefined && query.exact.passages.length === 0) {
    const isOffered = query.exact.others.length > 0
    return certainly(isOffered ? unheld : `${unheld} ${nearby(found, knowledge)}`)
  }
  const stranger = query.mentions.find(({ entity }) => !entity.known)
  if (stranger) return certainly(fill(notFound.country, { country: stranger.entity.name }))
  const last = Math.max(...knowledge.documents.map(({ year }) => year))
  const later = query.years.find((year) => Number(year) > last)
  if (later) return certainly(fill(notFound.laterYear, { year: later, last }))
  if (found.isAnswerable) return undefined
  return {
    text: `${lacking(query, found, knowledge)} ${nearby(found, knowledge)}`,
    isCertain: false,
  }
}

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' })
const both = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** Says which of the things that a question names exactly no document mentions, and what of their kind is. */
export function missingNames({ exact }: Query): string | undefined {
  const { missing, passages, others } = exact
  if (missing.length === 0) return undefined
  const { identifier, mentions } = answerWords.notFound
  const said = fill(identifier, { named: either.format(missing.map(({ name }) => name)) })
  // What is answered beside it needs no offer.
  return others.length === 0 || passages.length > 0
    ? said
    : `${said} ${fill(mentions, { others: both.format(others) })}`
}

function certainly(text: string): Refusal {
  return { text, isCertain: true }
}

/**
 * Names what is missing, where nothing that is known comes nearer than a question for it, in which
 * most of what is asked stands: what is merely nearest may be about something else.
 */
function lacking({ text }: Query, { nearest }: Found, { gapById }: Knowledge): string {
  const gap = nearest.source === 'gap' ? gapById.get(nearest.id ?? '') : undefined
  const { notFound } = answerWords
  if (gap?.topic === undefined) return notFound.plain
  const said = new Set([gap.topic, ...gap.questions].flatMap(termsOf))
  const terms = termsOf(text)
  const isMeant = terms.filter((term) => said.has(term)).length > terms.length * limits.named
  return isMeant ? fill(notFound.gap, { topic: gap.topic }) : notFound.plain
}

/** Names the section that comes closest, or what the documents are about where none does. */
function nearby({ paragraphs: [place], nearest }: Found, knowledge: Knowledge): string {
  const { notFound } = answerWords
  const { documents, passages, gapById } = knowledge
  const document = documents.find(({ symbol }) => symbol === place?.document) ?? documents[0]
  const passage = passages.find(
    (one) => one.document === place?.document && one.paragraph === place.paragraph,
  )
  const section = document.sections[numeralOf(passage?.section ?? '')]
  const isGeneral = nearest.source === 'gap' && gapById.get(nearest.id ?? '')?.nearby === null
  if (isGeneral || section === undefined) return fill(notFound.outside, { about: document.about })
  return fill(notFound.nearby, { section })
}
