import commands from '../prompts/commands.json' with { type: 'json' }
import forgotten from '../prompts/forgotten.json' with { type: 'json' }
import { readBody, type Incoming } from './body.js'

/** What the user wants, or why the message can't be taken as a question. */
export type Message =
  | Asking
  | Command
  | { readonly kind: 'empty' | 'no-text' | 'not-addressed' }
  | { readonly kind: 'too-long'; readonly length: number }

/** A message that asks something. */
export interface Asking {
  readonly kind: 'question'
  readonly text: string
  /** What of earlier messages the user quotes above the question. */
  readonly quoted?: string
  /** Whether something was attached that isn't read. */
  readonly leftOut?: boolean
}

/** Cleans a message and tells its kind; `limit` is the number of characters that are read. */
export function readMessage(incoming: Incoming, limit: number): Message {
  const { said, quoted, isMentioned, files } = readBody(incoming)
  const { isGroup = false, offered = [], submitted = false } = incoming
  if (isGroup && !isMentioned && !offered.includes(said)) return { kind: 'not-addressed' }
  const text = said === '' ? quoted : said
  if (text === '') return { kind: nothingSaid(files > 0 || submitted, isMentioned) }
  const length = Array.from(text).length
  if (length > limit) return { kind: 'too-long', length }
  const command = commandIn(text)
  if (command !== undefined) return command
  if (!/[\p{L}\p{N}]/u.test(text)) return { kind: 'empty' }
  const context = said === '' ? '' : quoted.slice(0, limit)
  return {
    kind: 'question',
    text,
    ...(context !== '' && { quoted: context }),
    ...(files > 0 && { leftOut: true }),
  }
}

/** Who mentions the bot and says nothing wants to know what it is for. */
function nothingSaid(isAttached: boolean, isMentioned: boolean) {
  if (isAttached) return 'no-text'
  return isMentioned ? 'help' : 'empty'
}

/** What a user can ask the bot itself for, by a word of its own. */
export type Command =
  | { readonly kind: 'help' | 'sources' | 'cite' }
  /** `reply` says that it was done, in the language that it was asked in. */
  | { readonly kind: 'forget'; readonly reply: string }

const known: ReadonlyMap<string, Command> = new Map<string, Command>([
  ...(['help', 'sources', 'cite'] as const).flatMap((kind) =>
    commands[kind].map((said) => [said, { kind }] as const),
  ),
  ...Object.entries(commands.forget).flatMap(([language, all]) => {
    const reply = new Map(Object.entries(forgotten)).get(language) ?? forgotten.en
    return all.map((said) => [said, { kind: 'forget', reply } as const] as const)
  }),
])

/** Finds the command that a message is, whatever its case and closing punctuation. */
function commandIn(text: string): Command | undefined {
  const said = text.toLowerCase()
  return known.get(said) ?? known.get(said.replace(/[.!。！]$/u, '').trimEnd())
}
