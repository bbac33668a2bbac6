import { commentIn } from './activity.js'

/** @typedef {import('./activity.js').Activity} Activity */

/**
 * A message, as far as a written conversation shows it.
 *
 * @typedef {{ id: string, mine: boolean, text: string, rows: string[], references: string[] }} Said
 */

/** The conversation so far, to be printed and copied. */
export class Transcript {
  /** @type {Map<string, Said>} */
  #said = new Map()
  /** Messages that brought a comment: what answers them is no part of the conversation. */
  #comments = new Set()

  /**
   * Takes an activity; one that comes again takes its earlier place.
   *
   * @param {Activity} activity
   * @returns whether it is a message that people read
   */
  add(activity) {
    const { type, id = '', text = '', from, entities = [], attachments = [] } = activity
    if (commentIn(activity) !== '') this.#comments.add(id)
    if (type !== 'message' || text === '' || this.#comments.has(activity.replyToId)) return false
    const claims = entities.flatMap(({ citation = [] }) => citation)
    this.#said.set(id, {
      id,
      mine: from?.role === 'user',
      text: from?.role === 'user' ? text : toPlain(text),
      rows: attachments.flatMap(({ content }) => rowsIn(content)),
      references: claims.map(({ appearance }) => appearance?.name ?? ''),
    })
    return true
  }

  clear() {
    this.#said.clear()
    this.#comments.clear()
  }

  get messages() {
    return [...this.#said.values()]
  }
}

/**
 * Markdown as plain text: without link definitions, escapes and entities.
 *
 * @param {string} markdown
 */
function toPlain(markdown) {
  return markdown
    .replace(/^\[\d+\]: .*$/gm, '')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replaceAll('&lt;', '<')
    .trim()
}

/**
 * The rows of every table of a card, folded away or not.
 *
 * @param {unknown} node
 * @returns {string[]}
 */
function rowsIn(node) {
  if (typeof node !== 'object' || node === null) return []
  const inner = Object.values(node)
  if (Reflect.get(node, 'type') === 'TableRow') return [textsIn(node).join(' · ')]
  return inner.flatMap(rowsIn)
}

/**
 * @param {unknown} node
 * @returns {string[]}
 */
function textsIn(node) {
  if (typeof node !== 'object' || node === null) return []
  const text = /** @type {unknown} */ (Reflect.get(node, 'text'))
  if (typeof text === 'string') return [toPlain(text)]
  return Object.values(node).flatMap(textsIn)
}
