import { data } from './data.js'
import { Line } from './line.js'
import { adaptiveCardsHostConfig, styleOptions } from './look.js'

/** @typedef {import('./activity.js').Activity} Activity */
/** @typedef {{ type: string, payload?: Record<string, unknown> }} Action */
/** @typedef {{ dispatch(action: Action): void }} Store */

/**
 * The chat client, as far as the page uses it.
 *
 * @typedef {{
 *   createStore(state: object): Store
 *   renderWebChat(props: object, place: Element): void
 * }} Client
 */

/** The chat client in its place on the page. */
export class Chat {
  #client = libraryOf(window)
  #round = 0
  #isWaiting = false
  /** @type {Line} */
  #line
  /** @type {Store} */
  #store

  /**
   * @param {HTMLElement} place
   * @param {(activity: Activity) => Promise<string>} post sends what the reader says
   */
  constructor(place, post) {
    this.place = place
    this.post = post
    this.#line = new Line(post)
    this.#store = this.#client.createStore({})
  }

  /**
   * Lets the reader speak. What is shown and what is being typed stay.
   *
   * @param {string} token
   */
  open(token) {
    this.#line.open(token)
    this.place.hidden = false
    this.#render()
  }

  /**
   * Shows an activity, or in its place one that was shown before.
   *
   * @param {Activity} activity
   */
  show(activity) {
    this.#line.hear(activity)
  }

  /** Empties the chat; to be followed by `open`. Until then nothing is left to be seen of it. */
  clear() {
    this.place.hidden = true
    this.#round += 1
    this.#line = new Line(this.post)
    this.#store = this.#client.createStore({})
  }

  /**
   * Says under what is being sent whether it waits for the connection.
   *
   * @param {boolean} isWaiting
   */
  setWaiting(isWaiting) {
    this.#isWaiting = isWaiting
    if (this.#line.token !== '') this.#render()
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

  /**
   * Sends a form; nothing is shown of it.
   *
   * @param {object} value
   */
  submit(value) {
    this.#store.dispatch({ type: 'WEB_CHAT/SEND_POST_BACK', payload: { value } })
  }

  #render() {
    const props = {
      key: this.#round,
      directLine: this.#line,
      store: this.#store,
      locale: data.locale,
      dir: document.documentElement.dir,
      styleOptions,
      adaptiveCardsHostConfig,
      overrideLocalizedStrings: {
        TEXT_INPUT_PLACEHOLDER: data.controls.placeholder,
        ...(this.#isWaiting && { ACTIVITY_STATUS_SEND_STATUS_ALT_SENDING: data.status.waiting }),
      },
    }
    this.#client.renderWebChat(props, this.place)
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
