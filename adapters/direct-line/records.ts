import { z } from 'zod'
import type { Exchange } from '../../bot/conversations.js'
import type { Activity } from '../../bot/handler/activity.js'
import { keptExchange } from '../keeping/kept-exchange.js'

/** One line of a conversation's file: what happened, and when. */
export type Record =
  | { readonly kind: 'open'; readonly at: number; readonly user: string }
  | {
      readonly kind: 'said'
      readonly at: number
      readonly sequence: number
      readonly activity: Activity
    }
  /** The bot has done what the activity with this id asked for, or takes it up after a restart. */
  | { readonly kind: 'heard' | 'tried'; readonly at: number; readonly id: string }
  /** What the bot remembered of the conversation, as earlier releases wrote it beside what was said. */
  | { readonly kind: 'turn'; readonly at: number; readonly turn: Exchange }
  /** The bot forgot the turns before this line. */
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

const shape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), at, user: z.string().min(1) }),
  said,
  z.object({ kind: z.enum(['heard', 'tried']), at, id: z.string() }),
  z.object({ kind: z.literal('turn'), at, turn: keptExchange }),
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
