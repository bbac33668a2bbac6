import { z } from 'zod'

/** What arrives from a channel, as far as a message is concerned. */
export interface Incoming {
  readonly text?: string | undefined
  /** Whether the message carries something other than text: a file, or a submitted card. */
  readonly attached: boolean
  /** The channel's notes on the text; mentions are among them. */
  readonly entities?: readonly unknown[] | undefined
  /** The bot's own id in this channel. */
  readonly bot?: string | undefined
  /** Whether others hear the conversation: then the bot is meant only where it is mentioned. */
  readonly isGroup?: boolean
  /** Texts that the bot offered as taps: who taps one doesn't mention the bot. */
  readonly offered?: readonly string[]
}

/** What the user wants, or why the message can't be taken as a question. */
export type Message =
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'help' | 'sources' | 'cite' | 'empty' | 'no-text' | 'not-addressed' }
  | { readonly kind: 'too-long'; readonly length: number }

const mention = z.object({
  type: z.string().regex(/^mention$/i),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string() }),
})

const commands: Readonly<Record<string, 'help' | 'sources' | 'cite'>> = {
  help: 'help',
  '/help': 'help',
  '?': 'help',
  sources: 'sources',
  '/sources': 'sources',
  cite: 'cite',
  '/cite': 'cite',
  'cite this': 'cite',
}

/** Cleans a message and tells its kind; `limit` is the number of characters that are read. */
export function readMessage(incoming: Incoming, limit: number): Message {
  const text = clean(withoutMention(incoming))
  if (!isAddressed(incoming, text)) return { kind: 'not-addressed' }
  if (text === '') return { kind: incoming.attached ? 'no-text' : 'empty' }
  const length = Array.from(text).length
  if (length > limit) return { kind: 'too-long', length }
  const command = Object.hasOwn(commands, text.toLowerCase()) && commands[text.toLowerCase()]
  if (command) return { kind: command }
  return /[\p{L}\p{N}]/u.test(text) ? { kind: 'question', text } : { kind: 'empty' }
}

function isAddressed({ isGroup = false, offered = [], ...incoming }: Incoming, text: string) {
  return !isGroup || ownMentions(incoming).length > 0 || offered.includes(text)
}

function withoutMention(incoming: Incoming): string {
  return ownMentions(incoming).reduce(
    (rest, mentioned) => rest.replaceAll(mentioned, ' '),
    incoming.text ?? '',
  )
}

/** How the text mentions the bot itself; mentions of others are part of what is said. */
function ownMentions({ entities = [], bot }: Incoming): string[] {
  return entities.flatMap((entity) => {
    const { data } = mention.safeParse(entity)
    return data?.mentioned.id === bot && data !== undefined ? [data.text] : []
  })
}

/** Lines and tabs are spaces; other control characters and halves of characters are nothing. */
function clean(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u200b\u2060\ufeff]/gu, '')
    .trim()
}
