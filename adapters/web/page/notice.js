import { data, element, fill } from './data.js'

/** @typedef {import('./session.js').Refusal} Refusal */

/** @type {ReturnType<typeof setTimeout> | undefined} */
let fading

/**
 * Says how things stand; without a name, nothing.
 *
 * @param {string} [name]
 * @param {boolean} [brief] whether it goes away by itself
 * @param {Record<string, string>} [values]
 */
export function notify(name = '', brief = false, values = {}) {
  clearTimeout(fading)
  const notice = element('notice')
  notice.dataset.name = name
  notice.textContent = name === '' ? '' : fill(data.status[name], values)
  if (brief) fading = setTimeout(() => notify(), 6000)
}

/**
 * Whether one of these is what is said now.
 *
 * @param {string[]} names
 */
export function isNotified(...names) {
  return names.includes(element('notice').dataset.name ?? '')
}

/** The server's codes, by the name of what is said. */
const reasons = { TooMany: 'tooMany', Full: 'full', Stopping: 'stopping' }

/**
 * Says why the server asks for patience, and for how long.
 *
 * @param {Refusal} refusal
 */
export function notifyRefusal({ code, seconds }) {
  const reason = Object.entries(reasons).find(([one]) => one === code)?.[1] ?? 'busy'
  notify(reason, false, { wait: durationOf(seconds) })
}

/**
 * Such as `30 seconds` or `5 minutes`, in the page's language.
 *
 * @param {number} seconds
 */
function durationOf(seconds) {
  const [amount, unit] = seconds < 120 ? [seconds, 'second'] : [seconds / 60, 'minute']
  return new Intl.NumberFormat(data.locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    numberingSystem: 'latn',
  }).format(Math.ceil(amount))
}
