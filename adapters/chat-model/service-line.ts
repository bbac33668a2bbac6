import { Failure, refusal } from './failure.js'

/** Bytes of a stream that are read: of 20,000 characters each comes in a frame of 200 at most. */
const mostBytes = 4_000_000
/** Characters of one line: more than an answer that is read, with every character written as an escape. */
const mostInLine = 150_000

/** How a service frames its stream: a JSON object a line, or events that its client checks itself. */
export type Framing = 'lines' | 'events'

/**
 * One request's line to a service. The clients of services have manners of their own (they print
 * what they can't read, pass a refusal's text on, follow redirections with the prompt, don't hang
 * up); behind this line they can't.
 */
export class ServiceLine {
  readonly #signal: AbortSignal
  readonly #framing: Framing
  #failure: Failure | undefined

  constructor(signal: AbortSignal, framing: Framing) {
    this.#signal = signal
    this.#framing = framing
  }

  /** What went wrong on the line, whatever the client made of it. */
  get failure(): Failure | undefined {
    return this.#failure
  }

  /** For a client in the place of the global one. */
  readonly fetch: typeof fetch = async (input, init = {}) => {
    const { signal: own } = init
    const signal = own ? AbortSignal.any([this.#signal, own]) : this.#signal
    const response = await this.#reach(fetch(input, { ...init, signal, redirect: 'manual' }))
    if (!response.ok) {
      void response.body?.cancel()
      throw this.#failed(refusal(response.status, response.headers.get('retry-after')))
    }
    const { status, headers, body } = response
    return new Response(body && ReadableStream.from(this.#checked(body)), { status, headers })
  }

  async #reach(answer: Promise<Response>): Promise<Response> {
    try {
      return await answer
    } catch (error) {
      throw this.#failed(new Failure(`can’t be reached${codeOf(error)}`, 'passing'))
    }
  }

  async *#checked(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const lines = new Lines()
    let length = 0
    for await (const bytes of this.#heard(body)) {
      length += bytes.byteLength
      const whole = lines.take(bytes)
      if (length > mostBytes || lines.rest.length > mostInLine) {
        throw this.#failed(new Failure('the stream is too long', 'useless'))
      }
      this.#check(whole)
      yield bytes
    }
    if (lines.rest !== '') this.#check([lines.rest])
  }

  #check(lines: readonly string[]): void {
    if (this.#framing === 'events' || lines.every(isObject)) return
    throw this.#failed(new Failure('the stream can’t be read', 'broken'))
  }

  async *#heard(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* body
    } catch (error) {
      throw this.#failed(new Failure(`the connection broke${codeOf(error)}`, 'passing'))
    }
  }

  #failed(failure: Failure): Failure {
    this.#failure ??= failure
    return failure
  }
}

/** The lines of a stream as they become whole. */
class Lines {
  readonly #decoder = new TextDecoder()
  rest = ''

  take(bytes: Uint8Array): string[] {
    const lines = (this.rest + this.#decoder.decode(bytes, { stream: true })).split('\n')
    this.rest = lines.pop() ?? ''
    return lines
  }
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** The system's code of what failed, such as ECONNREFUSED: it names neither host nor text. */
function codeOf(error: unknown): string {
  const { cause } = error instanceof Error ? error : {}
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' && /^[A-Z_]{2,40}$/.test(code) ? ` (${code})` : ''
}
