/**
 * What the server tells the page: the words of its language, how documents are cited, and where the
 * official one is.
 *
 * @typedef {{
 *   symbol: string
 *   locale: string
 *   controls: Record<string, string>
 *   status: Record<string, string>
 *   paper: Record<string, string>
 *   ownWords: string
 *   officialLabel: string
 *   official: string
 *   languages: { language: string, name: string }[]
 *   examples: Record<string, string[]>
 *   citation: { whole: string, placeOne: string, placeMany: string }
 * }} Data
 */

/** @type {Data} */
export const data = parse(element('data').textContent)

/**
 * Finds an element that the page has.
 *
 * @param {string} id
 */
export function element(id) {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no element “${id}”.`)
  return found
}

/**
 * Puts values into a sentence's `{placeholders}`.
 *
 * @param {string | undefined} template
 * @param {Record<string, string | number>} values
 */
export function fill(template = '', values = {}) {
  return template.replace(/\{(\w+)\}/g, (all, name) => String(values[String(name)] ?? all))
}

/**
 * @param {string} json
 * @returns {Data}
 */
function parse(json) {
  const parsed = /** @type {unknown} */ (JSON.parse(json))
  return /** @type {Data} */ (parsed)
}
