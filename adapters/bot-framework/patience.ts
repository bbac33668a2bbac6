import { setTimeout as wait } from 'node:timers/promises'
import { ConnectorFactory, type ConnectorClient } from 'botframework-connector'

/** Milliseconds that a turn waits for its channel; Teams itself waits 15 s for the bot. */
const usual = 10_000

/** Makes the SDK’s clients, of which each serves one turn, so that a silent service holds no turn. */
export class PatientConnectors extends ConnectorFactory {
  readonly #factory: ConnectorFactory
  readonly #patienceMs: number

  /** @param patienceMs milliseconds that one turn waits, all its requests together; 10,000 unless told */
  constructor(factory: ConnectorFactory, patienceMs: number = usual) {
    super()
    this.#factory = factory
    this.#patienceMs = patienceMs
  }

  async create(serviceUrl: string, audience?: string): Promise<ConnectorClient> {
    const client = await this.#factory.create(serviceUrl, audience)
    const send = client.sendOperationRequest.bind(client)
    let left = this.#patienceMs
    client.sendOperationRequest = async (given, spec, callback) => {
      const began = performance.now()
      // Ends the clock, and a request that nobody waits for any more.
      const end = new AbortController()
      const { signal } = end
      const options = { ...given.options, abortSignal: signal }
      const late = wait(left, undefined, { signal }).then(() => Promise.reject(silence(serviceUrl)))
      try {
        return await Promise.race([send({ ...given, options }, spec, callback), late])
      } finally {
        left = Math.max(0, left - (performance.now() - began))
        end.abort()
      }
    }
    return client
  }
}

/** What the operator finds in the log. */
function silence(serviceUrl: string): Error {
  const host = URL.canParse(serviceUrl) ? new URL(serviceUrl).host : 'the service'
  return new Error(
    `Bot Framework: ${host} did not answer in time, and the turn was ended. If that comes often, check the network to this host.`,
  )
}
