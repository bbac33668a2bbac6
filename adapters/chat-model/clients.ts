import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import type { Framing } from './service-line.js'

/** Which service to ask, where and as what. */
export interface ModelService {
  readonly service: 'openai' | 'azure' | 'ollama'
  readonly url: string
  /** The model's name, on Azure the deployment's. */
  readonly name: string
  readonly key: string | undefined
  /** On Azure alone. */
  readonly apiVersion: string
  /** Tokens of evidence that a prompt has at most. */
  readonly evidenceTokens: number
}

/** Makes a service's own client, one for each request: those of some can't end one without the others. */
export interface ClientMaker {
  readonly framing: Framing
  readonly make: (fetch: typeof globalThis.fetch) => BaseChatModel
}

/** Loads a service's client. */
export function clientMakerOf(service: ModelService): Promise<ClientMaker> {
  const makers = { openai: openAi, azure, ollama }
  return makers[service.service](service)
}

/** What is asked again, and when, is decided in one place: not by the client. */
const common = { temperature: 0, maxRetries: 0 }
/** The client would print what it can't read. */
const logLevel = 'off'

async function openAi({ url, name, key }: ModelService): Promise<ClientMaker> {
  const { ChatOpenAICompletions } = await import('@langchain/openai')
  // The client refuses to be made without a key; local servers ask for none.
  const apiKey = key ?? 'none'
  return {
    framing: 'events',
    make: (fetch) =>
      new ChatOpenAICompletions({
        ...common,
        model: name,
        apiKey,
        configuration: { baseURL: url, fetch, logLevel },
      }),
  }
}

async function azure({ url, name, key, apiVersion }: ModelService): Promise<ClientMaker> {
  const { AzureChatOpenAICompletions } = await import('@langchain/openai')
  return {
    framing: 'events',
    make: (fetch) =>
      new AzureChatOpenAICompletions({
        ...common,
        model: name,
        azureOpenAIApiKey: key ?? '',
        azureOpenAIBasePath: `${url}/openai/deployments`,
        azureOpenAIApiDeploymentName: name,
        azureOpenAIApiVersion: apiVersion,
        configuration: { fetch, logLevel },
      }),
  }
}

async function ollama({ url, name, key, evidenceTokens }: ModelService): Promise<ClientMaker> {
  const { ChatOllama } = await import('@langchain/ollama')
  const headers = key === undefined ? {} : { headers: { authorization: `Bearer ${key}` } }
  // Of a prompt beyond its context it silently drops a part; rules, talk and answer come on top.
  const numCtx = Math.ceil(evidenceTokens * 1.25) + 4096
  return {
    framing: 'lines',
    make: (fetch) =>
      new ChatOllama({ ...common, model: name, baseUrl: url, numCtx, fetch, ...headers }),
  }
}
