import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import WebSocket from 'ws'
import type { Answered } from '../adapters/direct-line/served-chat.js'

/** A user over the stream who counts: every activity once, none missing, and how long answers take. */
export class CountingClient {
  /** Milliseconds from each question to its answer on the stream. */
  readonly times: number[] = []
  /** Streams that the server closed though nobody asked it to. */
  dropped = 0
  doubled = 0
  failed = 0
  readonly #url: string
  readonly #seen = new Set<number>()
  readonly #waiting = new Map<string, number>()
  readonly #early = new Map<string, number>()
  #token = ''
  #id = ''
  #watermark = ''
  #socket: WebSocket | undefined

  /** @param url the server's address */
  constructor(url: string) {
    this.#url = url
  }

  /** Gets a token as the page does, begins the conversation and opens its stream. */
  async begin(): Promise<void> {
    const origin = { origin: this.#url }
    this.#token = (await this.#ask('/web/token', { method: 'POST', body: '{}' }, origin)).token
    const begun = await this.#ask('/v3/directline/conversations', { method: 'POST', body: '{}' })
    this.#id = begun.conversationId
    await this.#open(begun.streamUrl)
  }

  /** Asks and returns at once; the answer is counted when it comes. */
  async say(text: string): Promise<void> {
    const start = performance.now()
    const body = JSON.stringify({ type: 'message', text })
    const { id } = await this.#ask(`${this.#path}/activities`, { method: 'POST', body })
    const end = this.#early.get(id)
    if (end === undefined) this.#waiting.set(id, start)
    else this.times.push(end - start)
  }

  /** Cuts the stream as a lost network does. */
  drop(): void {
    this.#socket?.removeAllListeners('close')
    this.#socket?.terminate()
  }

  /** Opens a stream again from the last watermark on. */
  async reconnect(): Promise<void> {
    const { streamUrl } = await this.#ask(`${this.#path}?watermark=${this.#watermark}`)
    await this.#open(streamUrl)
  }

  /** Waits for the answers that are still open, for some seconds. */
  async settle(): Promise<void> {
    for (let round = 0; round < 200 && this.#waiting.size > 0; round += 1) await wait(50)
    this.failed += this.#waiting.size
  }

  /** Compares with what the server kept: how many activities never came. */
  async lost(): Promise<number> {
    const { watermark } = await this.#ask(`${this.#path}/activities?watermark=`)
    const all = Array.from({ length: Number(watermark) }, (_, index) => index + 1)
    return all.filter((sequence) => !this.#seen.has(sequence)).length
  }

  get #path(): string {
    return `/v3/directline/conversations/${this.#id}`
  }

  async #ask(path: string, init: RequestInit = {}, more = {}): Promise<Answered> {
    const bearer = this.#token === '' ? {} : { authorization: `Bearer ${this.#token}` }
    const headers = { 'content-type': 'application/json', ...bearer, ...more }
    const response = await fetch(this.#url + path, { ...init, headers })
    if (!response.ok) throw new Error(`${path.slice(0, 40)}… answered ${response.status}`)
    return (await response.json()) as Answered
  }

  async #open(streamUrl: string): Promise<void> {
    const socket = new WebSocket(streamUrl)
    this.#socket = socket
    socket.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString()) as Answered))
    socket.on('close', () => (this.dropped += 1))
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  }

  #take({ activities, watermark }: Answered): void {
    const now = performance.now()
    this.#watermark = watermark
    for (const { type, channelData, replyToId = '' } of activities) {
      if (type === 'typing') continue
      const sequence = channelData['webchat:sequence-id']
      if (this.#seen.has(sequence)) this.doubled += 1
      this.#seen.add(sequence)
      if (replyToId !== '') this.#answered(replyToId, now)
    }
  }

  #answered(id: string, now: number): void {
    const start = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (start === undefined) this.#early.set(id, now)
    else this.times.push(now - start)
  }
}
