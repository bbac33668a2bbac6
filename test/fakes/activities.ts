let messages = 0

/** A message as a channel would post it; its replies come back in the HTTP answer. */
export function message(text: unknown, more: object = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: `m${++messages}`,
    channelId: 'test',
    deliveryMode: 'expectReplies',
    from: { id: 'user', name: 'A user' },
    recipient: { id: 'bot', name: 'The bot' },
    conversation: { id: 'c1' },
    text,
    ...more,
  }
}

/** An activity that the bot sent. */
export interface Sent {
  readonly id?: string
  readonly type: string
  readonly text?: string
  readonly textFormat?: string
  readonly replyToId?: string
  readonly entities?: readonly Record<string, unknown>[]
  readonly channelData?: Record<string, unknown>
  readonly attachments?: readonly { contentType: string; content: Record<string, unknown> }[]
  readonly suggestedActions?: {
    readonly to?: readonly string[]
    readonly actions: readonly { type: string; value: string }[]
  }
}

/** Posts a body to the bot; anything but text is sent as JSON. */
export async function post(url: string, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  const json = (text === '' ? {} : JSON.parse(text)) as {
    activities?: Sent[]
    error?: { code: string; message: string }
  }
  return { status: response.status, headers: response.headers, text, ...json }
}

/** Posts a message and gives the texts of the bot's messages. */
export async function ask(url: string, text: unknown, more: object = {}): Promise<string[]> {
  const { activities = [] } = await post(url, message(text, more))
  return activities.flatMap(({ type, text }) => (type === 'message' ? [text ?? ''] : []))
}
