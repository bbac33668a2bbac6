import { z } from 'zod'
import type { Said } from './feedback.js'
import { limits } from './limits.js'

const id = z.uuid()
const channelId = z.string().min(1).max(limits.cut.channel)
const reaction = z.enum(['like', 'dislike'])
const comment = z
  .string()
  .trim()
  .min(1)
  .transform((text) => text.slice(0, limits.cut.comment))

const thumb = z.object({ '@type': z.enum(['LikeAction', 'DislikeAction']), identifier: id })

/**
 * Reads a thumb as Web Chat posts it: among the entities of an event, of which the first that a
 * page sends has the client's capabilities as well.
 */
export function readThumb(entities: unknown): Said | undefined {
  const all = z.array(z.unknown()).safeParse(entities).data ?? []
  const [action, ...others] = all.flatMap((one) => thumb.safeParse(one).data ?? [])
  if (action === undefined || others.length > 0) return undefined
  const liked = action['@type'] === 'LikeAction'
  return { answer: action.identifier, reaction: liked ? 'like' : 'dislike' }
}

/** Reads a submitted comment card; undefined where the submission is none or has no words. */
export function readComment(value: unknown): Said | undefined {
  return z.object({ answer: id, comment }).safeParse(value).data
}

const action = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction, feedback: z.unknown().optional() }),
})
/** Some clients put the action into `data`. */
const invoked = action.or(z.object({ data: action }).transform(({ data }) => data))
const form = z.object({
  feedbackText: comment.optional().catch(undefined),
  answer: channelId.optional(),
})

/**
 * Reads the value of a `message/submitAction` or `message/fetchTask` invoke: a reaction and, where
 * a form was filled in, its fields, which Teams sends as a text of JSON and Web Chat as an object.
 */
export function readFeedback(value: unknown): Said | undefined {
  const { data } = invoked.safeParse(value)
  if (data === undefined) return undefined
  const { reaction, feedback } = data.actionValue
  const { feedbackText, answer } = form.safeParse(parsed(feedback)).data ?? {}
  return {
    reaction,
    ...(answer !== undefined && { answer }),
    ...(feedbackText !== undefined && { comment: feedbackText }),
  }
}

/** A text that is no JSON is the comment itself. */
function parsed(feedback: unknown): unknown {
  if (typeof feedback !== 'string') return feedback
  try {
    return JSON.parse(feedback)
  } catch {
    return { feedbackText: feedback }
  }
}
