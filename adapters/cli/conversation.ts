import type { Answer } from '../../bot/answer/answer.js'
import type { Assistant } from '../../bot/assistant.js'
import { Dialogue } from '../../bot/dialogue.js'
import { readMessage } from '../../bot/message.js'
import { MemoryConversations } from '../store/memory-conversations.js'

/** One conversation with the bot, as any channel has it, but with whole answers in return. */
export class Conversation {
  readonly #dialogue: Dialogue
  readonly #limit: number
  readonly #heard: Answer[] = []

  /** @param limit the characters of a message that are read */
  constructor(assistant: Assistant, limit: number) {
    this.#limit = limit
    const heard: Assistant = {
      respond: async (text, history) => {
        const response = await assistant.respond(text, history)
        this.#heard.push(response.answer)
        return response
      },
    }
    const conversations = new MemoryConversations()
    this.#dialogue = new Dialogue({ assistant: heard, conversations, maxMessageLength: limit })
  }

  /** Says something to the bot; what it answers without looking anything up has no source. */
  async say(text: string): Promise<Answer> {
    this.#heard.length = 0
    const incoming = { text }
    const asked = { conversation: 'terminal' }
    const reply = await this.#dialogue.take(asked, incoming, () => Promise.resolve())
    const { text: said = '', suggestions = [] } = reply ?? {}
    const kind = kindOf(text, this.#limit)
    return this.#heard.at(-1) ?? { ...unsourced, kind, text: said, suggestions }
  }
}

const unsourced = { language: 'en', ranking: [] } as const

/** A command is met; a message that can't be read has to be put otherwise. */
function kindOf(text: string, limit: number): 'smalltalk' | 'clarify' {
  const { kind } = readMessage({ text }, limit)
  return ['empty', 'no-text', 'too-long'].includes(kind) ? 'clarify' : 'smalltalk'
}
