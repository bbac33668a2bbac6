import { GuardedModel } from '../../../adapters/chat-model/guarded-model.js'
import type { Spent } from '../../../adapters/chat-model/allowance.js'
import { LangChainModel } from '../../../adapters/chat-model/langchain-model.js'
import type { ModelService } from '../../../adapters/chat-model/clients.js'
import { createLog } from '../../../adapters/log.js'
import { MemoryKeyed } from '../../../adapters/store/memory-keyed.js'
import { addressOf, type Service } from '../../fakes/chat-protocols.js'

/** What a test may set. */
export interface Setup {
  readonly firstMs?: number
  readonly wholeMs?: number
  readonly retries?: number
  readonly caps?: { readonly person: Spent; readonly day: Spent }
  readonly prices?: { readonly input: number; readonly output: number }
  readonly store?: MemoryKeyed<Spent>
  readonly now?: () => number
}

export const key = 'sk-very-secret'

/** The settings of a service at an origin. */
export function serviceOf(service: Service, origin: string): ModelService {
  const apiVersion = '2024-10-21'
  const url = addressOf(service, origin)
  return { service, url, name: 'small', key, apiVersion, evidenceTokens: 12_000 }
}

/** A request like the bot's, each question another one. */
export function requestOf(question: string) {
  return { evidence: '[1] Private evidence.', conversation: '-', question }
}

const plenty = { tokens: 1e9, cost: Infinity }

/** A guarded model over the service's own client, with its log and its store at hand. */
export async function guarded(service: Service, origin: string, setup: Setup = {}) {
  const lines: Record<string, unknown>[] = []
  const log = createLog('warn', {
    write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
  })
  const { firstMs = 2000, wholeMs = 5000, retries = 0, now } = setup
  const store = setup.store ?? new MemoryKeyed<Spent>({ entries: 1000 })
  const { caps = { person: plenty, day: plenty }, prices = { input: 0, output: 0 } } = setup
  const source = await LangChainModel.open(serviceOf(service, origin))
  const model = new GuardedModel({
    source,
    name: 'small',
    limits: { firstMs, wholeMs, retries },
    allowance: { store, caps, prices, ...(now && { now }) },
    log,
  })
  const ask = (question: string, signal = new AbortController().signal, person = 'me') =>
    model.write(requestOf(question), { person, signal })
  return { model, ask, lines, store, source }
}
