import type { Answered, Received } from '../adapters/direct-line/served-chat.js'

/** A client whose server is killed again and again: it remembers what was acknowledged. */
export class KilledClient {
  readonly url: string
  /** Texts of acknowledged messages and comments, by the client's own id. */
  readonly #messages = new Map<string, string>()
  readonly #comments = new Set<string>()
  #count = 0
  #token = ''
  #id = ''
  #answers: string[] = []
  /** Whether a later start knew nothing of the conversation. */
  #wasLost = false

  /** @param url the address that every server listens on */
  constructor(url: string) {
    this.url = url
  }

  /** Does one thing that a user does; throws where the server is gone. */
  async act(): Promise<void> {
    await this.#enter()
    this.#count += 1
    const own = `own-${this.#count}-${crypto.randomUUID()}`
    const chance = Math.random()
    if (chance < 0.3 && this.#answers.length > 0) await this.#comment(own)
    else if (chance < 0.5) await this.#upload(own)
    else await this.#say(own)
    if (Math.random() < 0.5) await this.#look()
  }

  /** Compares what was acknowledged with the conversation and the file of feedback. */
  async compare(feedback: string) {
    if (this.#wasLost) return { lost: [`conversation ${this.#id}`], doubled: [], count: 0 }
    if (this.#id === '') return { lost: [], doubled: [], count: 0 }
    await this.#enter()
    const { activities } = await this.#ask(`${this.#path}/activities?watermark=`)
    const times = (own: string) =>
      activities.filter(({ channelData }) => channelData.clientActivityID === own).length
    const messages = [...this.#messages.keys()]
    const comments = [...this.#comments]
    const lines = (own: string) => feedback.split(own).length - 1
    const replies = new Map<string, number>()
    for (const { replyToId = '', type } of activities) {
      if (type === 'message') replies.set(replyToId, (replies.get(replyToId) ?? 0) + 1)
    }
    const asked = activities.filter(({ from, type }) => from.role === 'user' && type === 'message')
    const unanswered = asked
      .filter(({ id }) => !replies.has(id))
      .map(({ id }) => `unanswered ${id}`)
    const twice = asked
      .filter(({ id }) => (replies.get(id) ?? 0) > 1)
      .map(({ id }) => `twice ${id}`)
    return {
      lost: [
        ...messages.filter((own) => times(own) === 0),
        ...comments.filter((own) => lines(own) === 0),
        ...unanswered,
      ],
      doubled: [
        ...messages.filter((own) => times(own) > 1),
        ...comments.filter((own) => lines(own) > 1),
        ...twice,
      ],
      count: messages.length + comments.length,
    }
  }

  async #enter(): Promise<void> {
    const earlier = this.#token === '' ? {} : { token: this.#token }
    const body = JSON.stringify(earlier)
    const lease = await this.#ask('/web/token', { method: 'POST', body }, { origin: this.url })
    if (this.#id !== '' && lease.conversationId !== this.#id) {
      this.#wasLost = true
      throw new Error('Kills: the conversation was lost.')
    }
    this.#token = lease.token
    const begun = await this.#ask('/v3/directline/conversations', { method: 'POST', body: '{}' })
    this.#id = begun.conversationId
  }

  async #say(own: string): Promise<void> {
    await this.#post(`${this.#path}/activities`, JSON.stringify(message(own)))
    this.#messages.set(own, own)
  }

  async #comment(own: string): Promise<void> {
    const answer = this.#answers.at(-1)
    const value = { answer, comment: `comment ${own}` }
    const activity = { type: 'message', value, channelData: { clientActivityID: own } }
    await this.#post(`${this.#path}/activities`, JSON.stringify(activity))
    this.#messages.set(own, own)
    this.#comments.add(`comment ${own}`)
  }

  async #upload(own: string): Promise<void> {
    const form = new FormData()
    const type = 'application/vnd.microsoft.activity'
    form.append('activity', new Blob([JSON.stringify(message(own))], { type }))
    form.append('file', new Blob(['x'.repeat(1000)]), 'a.txt')
    await this.#post(`${this.#path}/upload`, form)
    this.#messages.set(own, own)
  }

  async #look(): Promise<void> {
    const { activities } = await this.#ask(`${this.#path}/activities?watermark=`)
    this.#answers = activities.flatMap((activity) => answerIn(activity) ?? [])
  }

  get #path(): string {
    return `/v3/directline/conversations/${this.#id}`
  }

  async #post(path: string, body: string | FormData): Promise<void> {
    await this.#ask(path, { method: 'POST', body })
  }

  async #ask(path: string, init: RequestInit = {}, more = {}): Promise<Answered> {
    const type = typeof init.body === 'string' ? { 'content-type': 'application/json' } : {}
    const bearer = this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` }
    const headers = { ...type, ...bearer, ...more }
    const response = await fetch(this.url + path, { ...init, headers })
    if (!response.ok) throw new Error(`Kills: ${path.slice(0, 40)} answered ${response.status}.`)
    return (await response.json()) as Answered
  }
}

function message(own: string) {
  const text = `How much cocaine was seized in 2011? (${own.slice(0, 8)})`
  return { type: 'message', text, channelData: { clientActivityID: own } }
}

/** The id under which readers judge an answer. */
function answerIn(activity: Received): string | undefined {
  const [, id] = /"identifier":"([\da-f-]{36})"/.exec(JSON.stringify(activity)) ?? []
  return id
}
