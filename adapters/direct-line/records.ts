import type { Activity } from 'botbuilder'
import { z } from 'zod'
import type { Exchange } from '../../bot/conversations.js'

/** One line of the journal; what happened in which conversation, and when. */
export type Record =
  | { readonly kind: 'open'; readonly room: string; readonly at: number; readonly user: string }
  | {
      readonly kind: 'said'
      readonly room: string
      readonly at: number
      readonly sequence: number
      readonly activity: Partial<Activity>
    }
  | { readonly kind: 'turn'; readonly room: string; readonly at: number; readonly turn: Exchange }

const common = { room: z.string().min(1), at: z.number() }

const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), ...common, user: z.string() }),
  z.object({
    kind: z.literal('said'),
    ...common,
    sequence: z.int(),
    activity: z.looseObject({ type: z.string(), id: z.string(), from: z.looseObject({}) }),
  }),
  z.object({
    kind: z.literal('turn'),
    ...common,
    turn: z.looseObject({
      question: z.string(),
      explicit: z.string(),
      paragraphs: z.array(z.number()),
      facts: z.array(z.string()),
      references: z.array(z.looseObject({ label: z.string(), quote: z.string() })),
    }),
  }),
])

/** Reads a line of the journal; undefined for one that was torn when the process was killed. */
export function readRecord(line: string): Record | undefined {
  try {
    const { data } = shape.safeParse(JSON.parse(line))
    // We wrote the line ourselves; the shape shows that it is whole and of this version.
    return data as Record | undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
