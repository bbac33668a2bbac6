import { ErrorCodes, Tokenizer, type ParserError, type Token, type TokenHandler } from 'parse5'

/** A run of a message's characters: what its author says, what they quote, or whom they mention. */
export interface Run {
  readonly role: 'said' | 'quoted' | 'mention'
  readonly text: string
}

/**
 * Parts a message by the marks that channels set, and decodes its character references. One pass
 * over the tokens of HTML: a tree would cost more the deeper a hostile message is nested.
 *
 * @param isHtml whether every tag is a mark; in a plain text only those that channels write are
 */
export function runsOf(source: string, isHtml: boolean): Run[] {
  if (!/[<&]/.test(source)) return [{ role: 'said', text: source }]
  const reader = new Reader(source, isHtml)
  new Tokenizer({ sourceCodeLocationInfo: true }, reader).write(source, true)
  return reader.runs
}

/** Teams writes mentions and the place of a quoted message into a plain text. */
const ofChannels = new Set(['at', 'quoted'])
/** Tags that part no words. */
const inline = new Set('a at b code del em font i s span strong sub sup u'.split(' '))
/** What of an element isn't said: its name, and the attribute that tells. */
const silent: Readonly<Record<string, (token: Token.TagToken) => boolean>> = {
  script: () => true,
  style: () => true,
  // Teams heads a quoted message with who wrote it and when.
  strong: (token) => attributeOf(token, 'itemprop') === 'mri',
  span: (token) => attributeOf(token, 'itemprop') === 'time',
}

class Reader implements TokenHandler {
  readonly runs: Run[] = []
  readonly #source: string
  readonly #isHtml: boolean
  #text = ''
  /** How many quotations are open. */
  #quotes = 0
  /** The element that is a mention, or that isn't said, while it is open. */
  #mention: string | undefined
  #silent: string | undefined
  /** Where in the source the last token ended, and whether a tag behind it never ends. */
  #end = 0
  #isTorn = false

  constructor(source: string, isHtml: boolean) {
    this.#source = source
    this.#isHtml = isHtml
  }

  onParseError({ code }: ParserError): void {
    this.#isTorn ||= code === ErrorCodes.eofInTag
  }

  onCharacter({ chars, location }: Token.CharacterToken): void {
    const { startOffset = 0 } = location ?? {}
    // Where references were decoded, the source is longer than the characters.
    this.#end = startOffset + (this.#source.startsWith(chars, startOffset) ? chars.length : 0)
    this.#add(chars)
  }

  onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.onCharacter(token)
  }

  onNullCharacter(token: Token.CharacterToken): void {
    this.onCharacter(token)
  }

  onStartTag(token: Token.TagToken): void {
    const { tagName, selfClosing, location } = token
    this.#end = location?.endOffset ?? 0
    if (!this.#isMark(tagName)) {
      this.#addSource(location)
      return
    }
    this.#add(inline.has(tagName) ? '' : '\n')
    if (selfClosing || this.#silent !== undefined) return
    if (Object.hasOwn(silent, tagName) && silent[tagName]?.(token)) this.#silent = tagName
    else if (isMention(token)) this.#enter(() => (this.#mention ??= tagName))
    else if (isQuote(tagName)) this.#enter(() => (this.#quotes += 1))
  }

  onEndTag({ tagName, location }: Token.TagToken): void {
    this.#end = location?.endOffset ?? 0
    if (!this.#isMark(tagName)) {
      this.#addSource(location)
      return
    }
    this.#add(inline.has(tagName) ? '' : '\n')
    if (this.#silent === tagName) this.#silent = undefined
    else if (this.#mention === tagName) this.#enter(() => (this.#mention = undefined))
    else if (isQuote(tagName)) this.#enter(() => (this.#quotes = Math.max(0, this.#quotes - 1)))
  }

  onComment({ location }: Token.CommentToken): void {
    this.#addSource(location)
  }

  onDoctype({ location }: Token.DoctypeToken): void {
    this.#addSource(location)
  }

  onEof(): void {
    const torn = this.#isTorn ? this.#source.indexOf('<', this.#end) : -1
    if (torn >= 0 && !this.#isHtml) this.#add(this.#source.slice(torn))
    this.#close()
  }

  #isMark(tagName: string): boolean {
    return this.#isHtml || ofChannels.has(tagName)
  }

  #add(text: string): void {
    if (this.#silent === undefined) this.#text += text
  }

  /** What is no mark in a plain text is said as it stands. */
  #addSource(location: Token.Location | null): void {
    const { startOffset = 0, endOffset = 0 } = location ?? {}
    if (!this.#isHtml) this.#add(this.#source.slice(startOffset, endOffset))
  }

  #enter(change: () => unknown): void {
    this.#close()
    change()
  }

  #close(): void {
    const role = this.#quotes > 0 ? 'quoted' : this.#mention === undefined ? 'said' : 'mention'
    if (this.#text !== '') this.runs.push({ role, text: this.#text })
    this.#text = ''
  }
}

function isMention(token: Token.TagToken): boolean {
  const type = attributeOf(token, 'itemtype')
  return token.tagName === 'at' || type === 'http://schema.skype.com/Mention'
}

function isQuote(tagName: string): boolean {
  return tagName === 'blockquote' || tagName === 'quoted'
}

function attributeOf({ attrs }: Token.TagToken, wanted: string): string | undefined {
  return attrs.find(({ name }) => name === wanted)?.value
}
