import { data, fill } from './data.js'

/**
 * The official references of a conversation, one for each document, in the style of the
 * United Nations: paragraphs in their order, each once.
 *
 * @param {readonly string[]} labels such as `CTOC/COP/2012/10, para. 25 (a)`
 * @returns {string[]}
 */
export function toCitations(labels) {
  const places = labels.flatMap((label) => {
    const [, symbol = '', place = ''] = /^(.+), para\. (.+)$/.exec(label) ?? []
    return place === '' ? [] : [{ symbol, place }]
  })
  const symbols = [...new Set(places.map(({ symbol }) => symbol))]
  return symbols.map((document) => {
    const own = places.filter(({ symbol }) => symbol === document).map(({ place }) => place)
    return fill(data.citation.whole, { document, places: placesOf([...new Set(own)]) })
  })
}

/** @param {string[]} places */
function placesOf(places) {
  const sorted = places.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  const list = new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(sorted)
  const { placeOne, placeMany } = data.citation
  return fill(sorted.length === 1 ? placeOne : placeMany, { list })
}
