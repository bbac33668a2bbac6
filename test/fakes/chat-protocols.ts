import { z } from 'zod'

/** A message of a prompt, as all protocols name it. */
export interface ChatMessage {
  readonly role: string
  readonly content: string
}

/** The protocols that are spoken. */
export const services = ['openai', 'azure', 'ollama'] as const
export type Service = (typeof services)[number]

/** How one service frames what a model writes. */
export interface Protocol {
  readonly contentType: string
  readonly piece: (text: string) => string
  /** What ends the stream and tells the tokens. */
  readonly end: (tokens: { readonly input: number; readonly output: number }) => string
  readonly malformed: string
}

const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`
const chunk = { id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'fake' }
const line = (data: object) => `${JSON.stringify({ model: 'fake', created_at: '1', ...data })}\n`

const openai: Protocol = {
  contentType: 'text/event-stream',
  piece: (content) =>
    event({ ...chunk, choices: [{ index: 0, delta: { role: 'assistant', content } }] }),
  end: ({ input, output }) =>
    event({ ...chunk, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }) +
    event({
      ...chunk,
      choices: [],
      usage: {
        prompt_tokens: input,
        completion_tokens: output,
        total_tokens: input + output,
      },
    }) +
    'data: [DONE]\n\n',
  malformed: 'data: {"id":"c1","choices":[{"delta":{"content":"secret evi\n\n',
}

export const protocols: Readonly<Record<Service, Protocol>> = {
  openai,
  azure: openai,
  ollama: {
    contentType: 'application/x-ndjson',
    piece: (content) => line({ message: { role: 'assistant', content }, done: false }),
    end: ({ input, output }) =>
      line({
        message: { role: 'assistant', content: '' },
        done: true,
        prompt_eval_count: input,
        eval_count: output,
      }),
    malformed: '{"message":{"role":"assistant","content":"secret evi\n',
  },
}

/** Which protocol an address speaks; none where it is nobody's. */
export function serviceAt(path: string): Service | undefined {
  const { pathname, searchParams } = new URL(path, 'http://fake')
  if (pathname === '/v1/chat/completions') return 'openai'
  if (pathname === '/api/chat') return 'ollama'
  const isAzure = /^\/openai\/deployments\/[^/]+\/chat\/completions$/.test(pathname)
  return isAzure && searchParams.has('api-version') ? 'azure' : undefined
}

/** The address under which a service is set. */
export function addressOf(service: Service, origin: string): string {
  return service === 'openai' ? `${origin}/v1` : origin
}

const part = z.object({ type: z.literal('text'), text: z.string() })
const bodySchema = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.union([z.string(), z.array(part)]) })),
})

/** The messages in a request's body. */
export function messagesIn(body: unknown): ChatMessage[] {
  return bodySchema.parse(body).messages.map(({ role, content }) => ({
    role,
    content: typeof content === 'string' ? content : content.map(({ text }) => text).join(''),
  }))
}
