import { z } from 'zod'
import type { Exchange } from '../../bot/conversations.js'
import type { Activity } from '../../bot/handler/activity.js'
import { keptPlaces } from '../keeping/kept-places.js'

/** One line of a conversation's file: what happened, and when. */
export type Record =
  | { readonly kind: 'open'; readonly at: number; readonly user: string }
  | {
      readonly kind: 'said'
      readonly at: number
      readonly sequence: number
      readonly activity: Activity
    }
  | { readonly kind: 'turn'; readonly at: number; readonly turn: Exchange }
  /** The bot has done what the activity with this id asked for, or takes it up after a restart. */
  | { readonly kind: 'heard' | 'tried'; readonly at: number; readonly id: string }
  /** The bot forgets the turns before this line. */
  | { readonly kind: 'forgot'; readonly at: number }

const at = z.number()
const someone = z.looseObject({ id: z.string(), role: z.string() })

/** The id ends with the number: where they differ, one of them was harmed, and with it the order. */
const said = z
  .object({
    kind: z.literal('said'),
    at,
    sequence: z.int().positive(),
    activity: z.looseObject({
      type: z.string(),
      id: z.string(),
      from: someone,
      recipient: someone,
      text: z.string().optional(),
      replyToId: z.string().optional(),
    }),
  })
  .refine(({ sequence, activity: { id } }) => Number(id.split('|').at(-1)) === sequence)

const asked = z.object({
  question: z.string(),
  explicit: z.string(),
  smallTalk: z.boolean().exactOptional(),
  references: z.array(z.looseObject({ label: z.string(), quote: z.string() })),
  message: z.string().exactOptional(),
})
/** Earlier releases kept the ids of what was told under `facts`. */
const told = z.union([
  z.object({ told: z.array(z.string()) }),
  z.object({ facts: z.array(z.string()) }).transform(({ facts }) => ({ told: facts })),
])
const turn = asked.and(keptPlaces).and(told)

const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), at, user: z.string().min(1) }),
  said,
  z.object({ kind: z.literal('turn'), at, turn }),
  z.object({ kind: z.enum(['heard', 'tried']), at, id: z.string() }),
  z.object({ kind: z.literal('forgot'), at }),
])

/** Reads a line of a conversation's file; undefined for one that is torn, harmed or of another version. */
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

/** Whose conversation it is; its other lines tell it where the first was lost. */
export function userIn(records: readonly Record[]): string | undefined {
  for (const record of records) {
    if (record.kind === 'open') return record.user
    if (record.kind !== 'said') continue
    const { from, recipient } = record.activity
    const user = from?.role === 'user' ? from : recipient
    if (user?.id) return user.id
  }
  return undefined
}
