import { z } from 'zod'
import type { Exchange } from '../../bot/conversations.js'
import { keptPlace, keptPlaces } from './kept-places.js'

const reference = keptPlace.extend({
  form: z.string().exactOptional(),
  section: z.string().exactOptional(),
  label: z.string(),
  quote: z.string(),
  abstract: z.string().exactOptional(),
})

const asked = {
  question: z.string(),
  explicit: z.string(),
  smallTalk: z.boolean().exactOptional(),
  references: z.array(reference),
  message: z.string().exactOptional(),
}

/** What a later release writes beside is kept. */
const present = z.looseObject({
  ...asked,
  places: z.array(keptPlace),
  told: z.array(z.string()),
})

/** Earlier releases kept numbers of paragraphs, and the ids of what was told under `facts`. */
const former = z
  .object(asked)
  .and(keptPlaces)
  .and(z.object({ facts: z.array(z.string()) }).transform(({ facts }) => ({ told: facts })))

/** Reads an exchange as it is written, or as earlier releases wrote it. */
export const keptExchange: z.ZodType<Exchange> = z.union([present, former])
