import { paragraphKey, type PassageId } from '../../knowledge/citation/passage.js'
import type { Found } from '../../knowledge/search/retriever.js'
import type { Query } from '../question/query.js'
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

/** Reads once which places a question names. */
export function placesNamed({ places: { asked } }: Query): PlacesNamed {
  if (asked.every(({ passages }) => passages.length === 0)) {
    return { isInside: () => true, holdBest: () => true, within: (found) => found }
  }
  const named = new Set(asked.flatMap(({ passages }) => passages.map(keyOf)))
  const wide = new Set(asked.flatMap(({ passages }) => passages.map(paragraphKey)))
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
