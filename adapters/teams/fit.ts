import type { Activity } from '../../bot/handler/activity.js'
import { teamsWords } from '../../prompts/teams/teams-words.js'

/** Teams takes about 100 KB of UTF-16, and Microsoft’s advice is to stay under 80; the SDK adds some. */
const mostBytes = 78 * 1024

/** Whether a message is short enough for Teams. */
export function fits(activity: Activity): boolean {
  return sizeOf(activity) <= mostBytes
}

/** Makes a message short enough: the end of its text is left out, between two sentences, and says so. */
export function fit(activity: Activity): Activity {
  if (fits(activity)) return activity
  const { text = '' } = activity
  const room = mostBytes / 2 - sizeOf({ ...activity, text: '' }) / 2 - reserve
  return { ...activity, text: `${shortened(text, room)}\n\n${teamsWords.message.cut}` }
}

/** For the note, and for characters that JSON writes longer. */
const reserve = 500

/** Bytes of the whole message in UTF-16, before the SDK adds who and where. */
function sizeOf(activity: Activity): number {
  return JSON.stringify(activity).length * 2
}

/** The first sentences of a text that fit the room, counted in characters as JSON writes them. */
function shortened(text: string, room: number): string {
  const pieces = text.split(/(?<=[.:;\])] |\n\n)/)
  let left = room
  const kept = pieces.filter((piece) => (left -= JSON.stringify(piece).length) >= 0)
  return kept.join('').trimEnd()
}
