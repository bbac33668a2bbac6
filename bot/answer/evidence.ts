import { paragraphKey, type Passage, type PassageId } from '../../knowledge/citation/passage.js'
import type { Found } from '../../knowledge/search/found.js'
import type { Query } from '../question/query.js'
import { limits } from '../limits.js'
import type { Draft } from './told.js'

/** Keeps evidence to the places that a question names; to all of the documents where it names none. */
export interface PlacesNamed {
  /** Whether all that a draft says rests on the places. */
  readonly isInside: (draft: Draft) => boolean
  /** Whether what is likeliest of all that was found stands there. */
  readonly holdBest: (found: Found) => boolean
  /** What was found there. */
  readonly within: (found: Found) => Found
}

/** Reads once which places a question names, or where what it names exactly stands. */
export function placesNamed({ places: { asked }, exact }: Query): PlacesNamed {
  const passages = asked.flatMap((place) => place.passages)
  if (passages.length > 0) return keptTo(passages)
  if (exact.passages.length === 0) {
    return { isInside: () => true, holdBest: () => true, within: (found) => found }
  }
  const { isInside, within } = keptTo(exact.passages)
  return {
    isInside,
    holdBest: () => true,
    // That something is named where it stands doesn't tell whether what is asked of it stands there.
    within: (found) => ({ ...within(found), isAnswerable: exact.isQuoted || found.isAnswerable }),
  }
}

function keptTo(passages: readonly Passage[]): PlacesNamed {
  const named = new Set(passages.map(keyOf))
  const wide = new Set(passages.map(paragraphKey))
  // A statement on a paragraph as a whole speaks also for a part of it.
  const holds = (place: PassageId) =>
    place.subparagraph === undefined ? wide.has(paragraphKey(place)) : named.has(keyOf(place))
  const holdBest = ({ statements: [best] }: Found) =>
    best !== undefined && holds(best.statement.places[0])
  return {
    isInside: ({ told }) => told.every(({ sentence }) => sentence.passages.every(holds)),
    holdBest,
    within: (found) => ({
      ...found,
      // What is likeliest of all stands in the place itself: it is what was asked for.
      isAnswerable: found.isAnswerable || holdBest(found),
      statements: found.statements.filter(({ statement: { places } }) => holds(places[0])),
      paragraphs: found.paragraphs.filter((place) => wide.has(paragraphKey(place))),
    }),
  }
}

function keyOf(place: PassageId): string {
  return `${paragraphKey(place)} ${place.subparagraph ?? ''}`
}

/** The paragraphs that come nearest, as many as an answer ranks. */
export function rankingOf({ paragraphs }: Found): readonly PassageId[] {
  return paragraphs.slice(0, limits.ranked.paragraphs)
}
