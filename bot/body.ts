import { runsOf, type Run } from './markup.js'
import { limits } from './limits.js'

/** What arrives from a channel, as far as a message is concerned. */
export interface Incoming {
  readonly text?: string | undefined
  /** The format of the text, such as `plain`, `markdown` or `xml`. */
  readonly format?: string | undefined
  readonly attachments?: readonly unknown[] | undefined
  /** Whether the message is a submitted card. */
  readonly submitted?: boolean
  /** The channel's notes on the text; mentions and quoted messages are among them. */
  readonly entities?: readonly unknown[] | undefined
  /** The bot's own id in this channel. */
  readonly bot?: string | undefined
  /** Whether others hear the conversation: then the bot is meant only where it is mentioned. */
  readonly isGroup?: boolean
  /** Texts that the bot offered as taps: who taps one doesn't mention the bot. */
  readonly offered?: readonly string[]
}

/** A message's words, in single lines without control characters. */
interface Body {
  readonly said: string
  /** What of earlier messages is quoted; empty where nothing is. */
  readonly quoted: string
  /** Whether the bot is mentioned. */
  readonly isMentioned: boolean
  /** How many attachments there are besides the text itself. */
  readonly files: number
}

const { characters: readable, names: mostNames } = limits.body

/**
 * Reads the words of a message: without the bot's own mention, the quotations apart. Where the
 * text is empty, or only its HTML tells what in it is quoted, the HTML is read, which Teams attaches.
 */
export function readBody({ text = '', format, bot, ...incoming }: Incoming): Body {
  const { attachments = [], entities = [] } = incoming
  const mention = ownMention(bot, entities)
  const isHtml = format === 'xml' || /<blockquote\b/i.test(text)
  const plain = wordsIn(runsIn(text, isHtml), mention)
  const html = attachments.flatMap(htmlIn).find((content) => content.trim() !== '')
  const echo = html === undefined ? plain : wordsIn(runsIn(html.slice(0, readable), true), mention)
  const { said, quoted } = plain.said === '' || echo.quoted !== '' ? echo : plain
  const previews = entities.flatMap(previewIn)
  return {
    said,
    quoted: clean([...previews, quoted].join(' ')),
    isMentioned: mention.isMentioned,
    files: attachments.filter((one) => htmlIn(one).length === 0).length,
  }
}

function runsIn(source: string, isHtml: boolean): readonly Run[] {
  return source.length > readable ? [{ role: 'said', text: source }] : runsOf(source, isHtml)
}

/** How the bot is mentioned. */
interface OwnMention {
  readonly isMentioned: boolean
  /** What stands between the marks of its mentions. */
  readonly names: ReadonlySet<string>
  /** What stands in its place in channels without marks. */
  readonly literal: ReadonlySet<string>
}

/** How the bot is mentioned; an entity’s text may be missing, or be written otherwise than in the message. */
function ownMention(bot: string | undefined, entities: readonly unknown[]): OwnMention {
  const own = entities.flatMap((entity) => {
    if (bot === undefined || !isRecord(entity) || !isRecord(entity.mentioned)) return []
    const { type, text, mentioned } = entity
    const isMention = typeof type === 'string' && type.toLowerCase() === 'mention'
    return isMention && mentioned.id === bot ? [{ text, name: mentioned.name }] : []
  })
  const texts = namesIn(own.map(({ text }) => text))
  return {
    isMentioned: own.length > 0,
    names: new Set([...texts, ...namesIn(own.map(({ name }) => name))].map(wordsOf)),
    literal: new Set(texts.filter((text) => !text.includes('<'))),
  }
}

function namesIn(values: readonly unknown[]): string[] {
  const texts = values.filter((value) => typeof value === 'string' && value.trim() !== '')
  return [...new Set(texts)].slice(0, mostNames).map(String)
}

const wordsOf = (name: string) =>
  clean(
    runsIn(name, false)
      .map(({ text }) => text)
      .join(''),
  )

/** What the runs say and what they quote; a Markdown quotation has a mark before each of its lines. */
function wordsIn(runs: readonly Run[], { names, literal }: OwnMention) {
  const rest = runs.filter(({ role, text }) => role !== 'mention' || !names.has(clean(text)))
  const textOf = (isQuoted: boolean) =>
    rest.map(({ role, text }) => ((role === 'quoted') === isQuoted ? text : '\n')).join('')
  const said = [...literal].reduce((text, name) => text.replaceAll(name, ' '), textOf(false))
  const lines = said.split('\n')
  const isQuote = (line: string) => line.trimStart().startsWith('>')
  const marked = lines.filter(isQuote).map((line) => line.trimStart().slice(1))
  return {
    said: clean(lines.filter((line) => !isQuote(line)).join('\n')),
    quoted: clean([textOf(true), ...marked].join('\n')),
  }
}

/** The HTML of an attachment that is the message’s own text once more. */
function htmlIn(attachment: unknown): string[] {
  if (!isRecord(attachment) || attachment.contentType !== 'text/html') return []
  return [typeof attachment.content === 'string' ? attachment.content : '']
}

/** Newer clients set a mark where a message is quoted, and tell its words beside the text. */
function previewIn(entity: unknown): string[] {
  if (!isRecord(entity) || entity.type !== 'quotedReply' || !isRecord(entity.quotedReply)) return []
  const { preview } = entity.quotedReply
  return typeof preview === 'string' ? [preview.slice(0, readable)] : []
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** Lines and tabs are spaces; other control characters and halves of characters are nothing. */
function clean(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u200b\u2060\ufeff]/gu, '')
    .trim()
}
