import { forget, getLease, serverIsBack } from './session.js'

/** @typedef {import('./activity.js').Activity} Activity */
/** @typedef {import('./session.js').Lease} Lease */
/** @typedef {import('./session.js').Refusal} Refusal */

/**
 * What the page wants to hear of its connection.
 *
 * @typedef {{
 *   onOpen(lease: Lease & { lost: boolean }): void, onActivity(activity: Activity): void
 *   onLost(): void, onRefused: (refusal: Refusal) => void
 * }} Listener
 */

/** Between two empty frames, by which a stream is found dead that nobody has closed. */
const pulse = 20_000

/** The stream of this tab's conversation: lost streams are opened anew as soon as the server is there. */
export class Connection {
  /** @type {WebSocket | undefined} */
  #socket
  #isOpening = false

  /** @param {Listener} listener */
  constructor(listener) {
    this.listener = listener
  }

  /** Whether activities come in now. */
  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN
  }

  /**
   * Opens the stream of this tab's conversation, or of a new one.
   *
   * @param {ReturnType<typeof getLease>} [asked] where leave was asked for already
   */
  async open(asked) {
    if (this.#isOpening) return
    this.#isOpening = true
    this.#drop()
    const lease = await (asked ?? getLease(this.listener.onRefused))
    this.#isOpening = false
    await this.#listen(lease)
  }

  /** Begins another conversation. */
  async restart() {
    if (this.#isOpening) return
    forget()
    await this.open()
  }

  /** Takes the stream for lost and opens another once the server is there. */
  async renew() {
    if (this.#isOpening) return
    this.#isOpening = true
    this.#drop()
    this.listener.onLost()
    await serverIsBack()
    this.#isOpening = false
    await this.open()
  }

  #drop() {
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }

  /**
   * @param {Lease & { lost: boolean }} lease
   * @returns {Promise<void>} settled once the stream is open, or has failed
   */
  #listen(lease) {
    const socket = new WebSocket(lease.streamUrl)
    this.#socket = socket
    const beat = setInterval(() => {
      if (socket.readyState === WebSocket.OPEN) socket.send('')
    }, pulse)
    socket.addEventListener('open', () => {
      if (socket === this.#socket) this.listener.onOpen(lease)
    })
    socket.addEventListener('message', ({ data }) => {
      if (socket !== this.#socket || data === '') return
      const frame = /** @type {unknown} */ (JSON.parse(String(data)))
      const { activities = [] } = /** @type {{ activities?: Activity[] }} */ (frame)
      for (const activity of activities) this.listener.onActivity(activity)
    })
    socket.addEventListener('close', () => {
      clearInterval(beat)
      // A stream that was replaced ends, which is no news.
      if (socket === this.#socket) void this.renew()
    })
    return new Promise((resolve) => {
      socket.addEventListener('open', () => resolve())
      socket.addEventListener('close', () => resolve())
    })
  }
}
