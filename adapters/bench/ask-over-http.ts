import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'

const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let conversations = 0

/**
 * Posts a question as a channel would; the answer comes back in the response.
 * @param conversation one that goes on; a new one unless told
 * @returns the milliseconds until the answer was there
 * @throws Error where the bot doesn't answer with 200
 */
export async function askOverHttp(
  url: string,
  question: string,
  conversation = newConversation(),
): Promise<number> {
  const body = JSON.stringify({
    type: 'message',
    deliveryMode: 'expectReplies',
    channelId: 'bench',
    from: { id: 'bench' },
    recipient: { id: 'bot' },
    conversation: { id: conversation },
    text: question,
  })
  const start = performance.now()
  const { status, answer } = await post(`${url}/api/messages`, body)
  const ms = performance.now() - start
  if (status !== 200) throw new Error(`Bench: the bot answered ${status}: ${answer}`)
  return ms
}

/** An id that no conversation of this run has. */
export function newConversation(): string {
  conversations += 1
  return String(conversations)
}

function post(url: string, body: string): Promise<{ status: number; answer: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, answer }), reject)
    })
    asked.once('error', reject).end(body)
  })
}
