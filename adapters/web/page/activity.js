/**
 * An activity, as far as the page reads it.
 *
 * @typedef {{
 *   id?: string, type?: string, name?: string, text?: string, replyToId?: string, value?: unknown
 *   from?: { role?: string }
 *   entities?: Entity[]
 *   attachments?: { content?: unknown }[]
 *   channelData?: { clientActivityID?: string }
 * }} Activity
 */

/**
 * @typedef {{
 *   '@type'?: string, identifier?: string
 *   citation?: { appearance?: { name?: string } }[]
 *   potentialAction?: { identifier?: string }[]
 * }} Entity
 */

/**
 * The comment that a message brings, where it is a form that was sent.
 *
 * @param {Activity} activity
 */
export function commentIn({ type, text = '', value }) {
  if (type !== 'message' || text !== '' || typeof value !== 'object' || value === null) return ''
  const comment = /** @type {unknown} */ (Reflect.get(value, 'comment'))
  return typeof comment === 'string' ? comment : ''
}

/**
 * The id of the answer that a card asks for a comment on; undefined where it is no such card.
 *
 * @param {Activity} activity
 */
export function formIn({ attachments = [] }) {
  const found = attachments.flatMap(({ content }) => valuesOf(content, 'answer'))
  return found.find((answer) => typeof answer === 'string')
}

/**
 * The answer that a thumb was pressed for, and which one.
 *
 * @param {Activity} activity
 */
export function thumbIn({ type, name, entities = [] }) {
  if (type !== 'event' || name !== 'webchat:activity-status/feedback') return undefined
  // The first activity that the client sends carries an entity about the client as well.
  const [action] = entities.filter((one) => /^(?:Dis)?[Ll]ikeAction$/.test(one['@type'] ?? ''))
  const { '@type': kind, identifier: answer } = action ?? {}
  return kind === undefined || answer === undefined ? undefined : { kind, answer }
}

/**
 * Every value under a name, anywhere inside.
 *
 * @param {unknown} node
 * @param {string} name
 * @returns {unknown[]}
 */
export function valuesOf(node, name) {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, value]) =>
    key === name ? [/** @type {unknown} */ (value)] : valuesOf(value, name),
  )
}
