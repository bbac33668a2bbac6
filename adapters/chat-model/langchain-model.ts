import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { AIMessageChunk, MessageType, UsageMetadata } from '@langchain/core/messages'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import type { ModelRequest } from '../../bot/writing/chat-model.js'
import { signs } from '../../bot/writing/model-text.js'
import { type ModelPrompts, readModelPrompts } from '../../prompts/model-prompts.js'

/** A piece of a model's text; the last one may tell what it all cost. */
export interface Piece {
  readonly text: string
  /** Tokens as the service counts them, where it says so. */
  readonly tokens?: { readonly input: number; readonly output: number }
}

/** Which service to ask, where and as what. */
export interface ModelService {
  readonly service: 'openai' | 'azure' | 'ollama'
  readonly url: string
  /** The model's name, on Azure the deployment's. */
  readonly name: string
  readonly key: string | undefined
  /** On Azure alone. */
  readonly apiVersion: string
}

/** The prompt and the service's own client as one LangChain runnable. */
export class LangChainModel {
  readonly #client: BaseChatModel
  readonly #first: ChatPromptTemplate
  readonly #again: ChatPromptTemplate

  private constructor(client: BaseChatModel, { system, question, repair }: ModelPrompts) {
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
    return new LangChainModel(await clientOf(service), readModelPrompts())
  }

  /** Streams what the model writes; what the client throws goes on. */
  async *stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<Piece> {
    const chain = this.#promptOf(request).pipe(this.#client)
    const chunks: AsyncIterable<AIMessageChunk> = await chain.stream(slotsOf(request), { signal })
    for await (const chunk of chunks) {
      yield { text: chunk.text, ...tokensOf(chunk.usage_metadata) }
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
  if (usage === undefined) return {}
  return { tokens: { input: usage.input_tokens, output: usage.output_tokens } }
}

function slotsOf({ repair, ...request }: ModelRequest): Record<string, string> {
  return { ...signs, ...request, ...repair }
}

async function clientOf({
  service,
  url,
  name,
  key,
  apiVersion,
}: ModelService): Promise<BaseChatModel> {
  // What is asked again, and when, is decided in one place: not by the client.
  const common = { model: name, temperature: 0, maxRetries: 0 }
  if (service === 'ollama') {
    const { ChatOllama } = await import('@langchain/ollama')
    const headers = key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }
    return new ChatOllama({ ...common, baseUrl: url, ...headers })
  }
  const { AzureChatOpenAI, ChatOpenAI } = await import('@langchain/openai')
  // The client refuses to be made without a key; local servers ask for none.
  const apiKey = key ?? 'none'
  if (service === 'openai') {
    return new ChatOpenAI({ ...common, apiKey, configuration: { baseURL: url } })
  }
  return new AzureChatOpenAI({
    ...common,
    azureOpenAIApiKey: apiKey,
    azureOpenAIEndpoint: url,
    azureOpenAIApiDeploymentName: name,
    azureOpenAIApiVersion: apiVersion,
  })
}
