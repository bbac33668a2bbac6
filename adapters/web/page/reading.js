import { commentIn, formIn } from './activity.js'
import { data } from './data.js'

/** @typedef {import('./activity.js').Activity} Activity */

/** The page's own words about whose words an answer is in, below the first answer. */
export const ownWords = `${data.ownWords} [${data.officialLabel}](${data.official})`

/** Writes the activities of one conversation as readers are to see them. */
export class Reading {
  /**
   * Comments that were sent, by the id of the message that brought them.
   *
   * @type {Map<string, string>}
   */
  #comments = new Map()
  /** The answer that came first. */
  #first = ''

  /**
   * The activity as it is shown; undefined where it isn't.
   *
   * @param {Activity} activity
   * @returns {Activity | undefined}
   */
  of(activity) {
    const { id = '', text = '', replyToId = '', from } = activity
    const comment = commentIn(activity)
    if (comment !== '') this.#comments.set(id, comment)
    if (from?.role !== 'bot') return activity
    // The page has a form of its own, in its own language.
    if (formIn(activity) !== undefined) return undefined
    const sent = this.#comments.get(replyToId)
    if (sent !== undefined) return { ...activity, text: `${text}\n\n> ${escaped(sent)}` }
    return this.#isFirst(activity) ? { ...activity, text: `${text}\n\n${ownWords}` } : activity
  }

  /** @param {Activity} activity */
  #isFirst({ id = '', type, entities = [] }) {
    const isAnswer = type === 'message' && entities.some(({ citation }) => citation?.length)
    if (this.#first === '' && isAnswer) this.#first = id
    return isAnswer && this.#first === id
  }
}

/**
 * Text that Markdown reads as text, on one line.
 *
 * @param {string} text
 */
function escaped(text) {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!~|>]/g, '\\$&')
    .replaceAll('<', '&lt;')
}
