import type { AIMessageChunk, MessageType, UsageMetadata } from '@langchain/core/messages'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import type { ModelRequest } from '../../bot/writing/chat-model.js'
import signs from '../../prompts/model/signs.json' with { type: 'json' }
import { type ModelPrompts, readModelPrompts } from '../../prompts/model-prompts.js'
import { type ClientMaker, clientMakerOf, type ModelService } from './clients.js'
import { Failure } from './failure.js'
import { ServiceLine } from './service-line.js'

/** A piece of a model's text; the last one may tell what it all cost. */
export interface Piece {
  readonly text: string
  /** Tokens as the service counts them, where it says so. */
  readonly tokens?: { readonly input: number; readonly output: number }
}

/** The prompt and the service's own client as one LangChain runnable. */
export class LangChainModel {
  readonly #client: ClientMaker
  readonly #first: ChatPromptTemplate
  readonly #again: ChatPromptTemplate

  private constructor(client: ClientMaker, { system, question, repair }: ModelPrompts) {
    const talk: [MessageType, string][] = [
      ['system', system],
      ['human', question],
    ]
    this.#client = client
    this.#first = ChatPromptTemplate.fromMessages(talk)
    this.#again = ChatPromptTemplate.fromMessages([...talk, ['ai', '{written}'], ['human', repair]])
  }

  /**
   * Opens the client, whose package is loaded only now.
   * @throws where a prompt's file is wrong
   */
  static async open(service: ModelService): Promise<LangChainModel> {
    return new LangChainModel(await clientMakerOf(service), readModelPrompts())
  }

  /**
   * Streams what the model writes.
   *
   * @param signal ends the request, and closes its connection
   * @throws Failure; nothing that the client or the service says goes further
   */
  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<Piece> {
    const line = new ServiceLine(signal, this.#client.framing)
    const chain = this.#promptOf(request).pipe(this.#client.make(line.fetch))
    try {
      const chunks: AsyncIterable<AIMessageChunk> = await chain.stream(slotsOf(request), { signal })
      for await (const chunk of chunks) {
        yield { text: chunk.text, ...tokensOf(chunk.usage_metadata) }
      }
    } catch {
      throw line.failure ?? new Failure('the stream can’t be read', 'broken')
    }
  }

  /** The very messages that are sent, a part a line of its own. */
  async show(request: ModelRequest): Promise<string> {
    const messages = await this.#promptOf(request).formatMessages(slotsOf(request))
    return messages.map((message) => `--- ${message.type}\n${message.text}`).join('\n\n')
  }

  #promptOf({ repair }: ModelRequest): ChatPromptTemplate {
    return repair === undefined ? this.#first : this.#again
  }
}

function tokensOf(usage: UsageMetadata | undefined): Pick<Piece, 'tokens'> {
  // Who was cut short, or doesn't count, says nought.
  if (usage === undefined || usage.input_tokens + usage.output_tokens === 0) return {}
  return { tokens: { input: usage.input_tokens, output: usage.output_tokens } }
}

function slotsOf({ repair, ...request }: ModelRequest): Record<string, string> {
  return { ...signs, ...request, ...repair }
}
