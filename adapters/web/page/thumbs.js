import { thumbIn } from './activity.js'
import { element } from './data.js'

/** @typedef {import('./activity.js').Activity} Activity */

const pressedClass = 'webchat__thumb-button--is-pressed'

/**
 * Keeps pressed what was pressed: the chat client forgets it whenever an answer is drawn anew, as
 * after a reload or a reconnection.
 */
export class Thumbs {
  /**
   * The answers that can be judged, in their order, by activity.
   *
   * @type {Map<string, string>}
   */
  #answers = new Map()
  /**
   * The kind of thumb that was pressed for each answer.
   *
   * @type {Map<string, string>}
   */
  #pressed = new Map()

  /** @param {(answer: string) => void} onDislike hears of a thumbs-down that was pressed just now */
  constructor(onDislike) {
    this.onDislike = onDislike
    const chat = element('chat')
    new MutationObserver(() => this.#mark()).observe(chat, {
      attributeFilter: ['aria-pressed'],
      childList: true,
      subtree: true,
    })
    document.addEventListener('click', (event) => this.#press(event), { capture: true })
  }

  /**
   * Takes note of an answer or of a thumb that was pressed for one.
   *
   * @param {Activity} activity
   */
  note(activity) {
    const [answer] = (activity.entities ?? []).flatMap(({ potentialAction = [] }) =>
      potentialAction.map(({ identifier }) => identifier),
    )
    if (answer !== undefined) this.#answers.set(activity.id ?? '', answer)
    const thumb = thumbIn(activity)
    if (thumb !== undefined) this.#pressed.set(thumb.answer, thumb.kind)
    this.#mark()
  }

  clear() {
    this.#answers.clear()
    this.#pressed.clear()
  }

  /** @param {Event} event */
  #press(event) {
    const { target } = event
    const button = target instanceof Element ? target.closest('.webchat__thumb-button') : null
    if (button === null) return
    const [answer, kind] = this.#meant(button)
    if (answer === undefined) return
    // The client would send once more what it has forgotten.
    if (this.#pressed.get(answer) === kind) event.stopPropagation()
    this.#pressed.set(answer, kind)
    this.#mark()
    if (kind === 'DislikeAction') this.onDislike(answer)
  }

  #mark() {
    for (const button of document.querySelectorAll('#chat .webchat__thumb-button')) {
      const [answer, kind] = this.#meant(button)
      const pressed = answer === undefined ? undefined : this.#pressed.get(answer)
      if (pressed === undefined) continue
      const isPressed = String(pressed === kind)
      if (button.getAttribute('aria-pressed') !== isPressed) {
        button.setAttribute('aria-pressed', isPressed)
      }
      button.classList.toggle(pressedClass, pressed === kind)
    }
  }

  /**
   * The answer that a button is for, and its kind; nothing in the page but their order tells.
   *
   * @param {Element} button
   * @returns {[answer: string | undefined, kind: string]}
   */
  #meant(button) {
    const buttons = [...document.querySelectorAll('#chat .webchat__thumb-button')]
    const place = Math.floor(buttons.indexOf(button) / 2)
    const isDown = button.querySelector('.webchat__thumb-button__image--is-down') !== null
    return [[...this.#answers.values()][place], isDown ? 'DislikeAction' : 'LikeAction']
  }
}
