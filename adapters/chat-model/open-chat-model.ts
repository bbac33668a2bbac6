import type { Assistant } from '../../bot/assistant.js'
import type { KeyedStore } from '../../bot/keyed-store.js'
import type { ChatModel, ModelRequest } from '../../bot/writing/chat-model.js'
import { chooseEvidence } from '../../bot/writing/evidence.js'
import { toRequest } from '../../bot/writing/request.js'
import type { Passage } from '../../knowledge/citation/passage.js'
import type { Log } from '../log.js'
import type { Spent } from './allowance.js'
import type { ModelState } from './guarded-model.js'
import type { ChatModelSettings } from './settings.js'

/** The language model that is set, with what an operator may know of it. */
export interface OpenedModel {
  readonly model: ChatModel
  /** How the last request to the service ended. */
  readonly state: () => ModelState
  /** The very messages that would be sent for a request. */
  readonly show: (request: ModelRequest) => Promise<string>
  /** Tries the service once, with next to nothing and on nobody's account; it never fails. */
  readonly probe: (signal?: AbortSignal) => Promise<void>
}

/**
 * Opens the language model; nothing is sent yet. Without one nothing is loaded.
 *
 * @param store where what was spent in a day is kept
 * @throws where a prompt's file is wrong
 */
export async function openChatModel(
  settings: ChatModelSettings | undefined,
  log: Pick<Log, 'warn'>,
  store: KeyedStore<Spent>,
): Promise<OpenedModel | undefined> {
  if (settings === undefined) return undefined
  const [{ GuardedModel }, { LangChainModel }] = await Promise.all([
    import('./guarded-model.js'),
    import('./langchain-model.js'),
  ])
  const source = await LangChainModel.open(settings)
  const { name, caps, prices } = settings
  const allowance = { store, caps, prices }
  const model = new GuardedModel({ source, name, limits: settings, allowance, log })
  return {
    model,
    state: () => model.state(),
    show: (request) => source.show(request),
    probe: (signal = new AbortController().signal) => model.probe(signal),
  }
}

/**
 * Says which messages a question would be sent to a language model in, and to which host; nothing is
 * sent.
 */
export async function showPrompt(
  question: string,
  assistant: Assistant & { readonly passages: readonly Passage[] },
  settings: ChatModelSettings,
): Promise<string> {
  const { answer } = await assistant.respond(question, [])
  const { service, name, url, evidenceTokens } = settings
  const evidence = chooseEvidence(assistant.passages, answer.ranking, evidenceTokens)
  const { LangChainModel } = await import('./langchain-model.js')
  const source = await LangChainModel.open(settings)
  return [
    `To ${new URL(url).host} (${service}, ${name}). Nothing was sent.`,
    await source.show(toRequest(question, [], evidence)),
  ].join('\n\n')
}
