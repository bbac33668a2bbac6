/** A message as a channel would post it; its replies come back in the HTTP answer. */
export function message(text: unknown, more: object = {}): Record<string, unknown> {
  return {
    type: 'message',
    id: 'm1',
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
  readonly type: string
  readonly text?: string
  readonly textFormat?: string
  readonly suggestedActions?: { readonly actions: readonly { type: string; value: string }[] }
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
