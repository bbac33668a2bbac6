import { data } from './data.js'
import { adaptiveCardsHostConfig, styleOptions } from './look.js'

/**
 * A connection to the server, as the client makes it.
 *
 * @typedef {{ connectionStatus$: { subscribe(next: (status: number) => void): unknown } }} Line
 */

/** @typedef {{ type: string, payload?: Record<string, unknown> }} Action */
/** @typedef {{ dispatch(action: Action): void }} Store */
/** @typedef {(api: unknown) => (next: (action: Action) => unknown) => (action: Action) => unknown} Middleware */

/**
 * The chat client, as far as the page uses it.
 *
 * @typedef {{
 *   createDirectLine(options: { domain: string, token: string }): Line
 *   createStore(state: object, middleware: Middleware): Store
 *   renderWebChat(props: object, place: Element): void
 * }} Client
 */

/**
 * What the page wants to hear.
 *
 * @typedef {{ onActivity(activity: unknown): void, onStatus(status: number): void }} Listener
 */

/** The chat client in its place on the page. */
export class Chat {
  #client = libraryOf(window)
  #round = 0
  /** @type {Line | undefined} */
  #line
  /** @type {Store} */
  #store

  /**
   * @param {Element} place
   * @param {Listener} listener
   */
  constructor(place, listener) {
    this.place = place
    this.listener = listener
    this.#store = this.#newStore()
  }

  /**
   * Connects with a token. What is shown and what is being typed stay.
   *
   * @param {string} token
   */
  connect(token) {
    const domain = `${location.origin}/v3/directline`
    const line = this.#client.createDirectLine({ domain, token })
    this.#line = line
    line.connectionStatus$.subscribe((status) => {
      // A line that was replaced ends, which is no news.
      if (line === this.#line) this.listener.onStatus(status)
    })
    this.#render(line)
  }

  /** Empties the chat; to be followed by `connect`. */
  clear() {
    this.#round += 1
    this.#line = undefined
    this.#store = this.#newStore()
  }

  /**
   * Says something in the user's name.
   *
   * @param {string} text
   */
  say(text) {
    this.#store.dispatch({
      type: 'WEB_CHAT/SEND_MESSAGE',
      payload: { text, method: 'keyboard' },
    })
  }

  /** @param {Line} directLine */
  #render(directLine) {
    const props = {
      key: this.#round,
      directLine,
      store: this.#store,
      locale: data.locale,
      dir: document.documentElement.dir,
      styleOptions,
      adaptiveCardsHostConfig,
      overrideLocalizedStrings: { TEXT_INPUT_PLACEHOLDER: data.controls.placeholder },
    }
    this.#client.renderWebChat(props, this.place)
  }

  #newStore() {
    return this.#client.createStore({}, () => (next) => (action) => {
      if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY') {
        this.listener.onActivity(action.payload?.activity)
      }
      return next(action)
    })
  }
}

/**
 * The client's script leaves one global behind.
 *
 * @param {object} scope
 * @returns {Client}
 */
function libraryOf(scope) {
  const { WebChat } = /** @type {{ WebChat?: Client }} */ (scope)
  if (WebChat === undefined) throw new Error('The chat client has not been loaded.')
  return WebChat
}
