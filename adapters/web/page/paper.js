import { toCitations } from './citation.js'
import { data, fill } from './data.js'

/** @typedef {import('./transcript.js').Said} Said */

/**
 * The conversation as text, with its references.
 *
 * @param {readonly Said[]} messages
 */
export function toText(messages) {
  const { question, answer, references } = data.paper
  const parts = messages.map(({ mine, text, rows, references: labels }) => [
    `${mine ? question : answer}: ${text}`,
    ...rows.map((row) => `- ${row}`),
    ...labels.map((label, at) => `[${at + 1}] ${label}`),
  ])
  const sources = toCitations(messages.flatMap(({ references: labels }) => labels))
  const last = sources.length === 0 ? [] : [[`${references}:`, ...sources]]
  return [...headLines().map((one) => [one]), ...parts, ...last]
    .map((lines) => lines.join('\n'))
    .join('\n\n')
}

/**
 * The conversation as a page to be printed.
 *
 * @param {readonly Said[]} messages
 * @returns {Element[]}
 */
export function toPaper(messages) {
  const [heading = '', ...notes] = headLines()
  const sources = toCitations(messages.flatMap(({ references }) => references))
  const last =
    sources.length === 0
      ? []
      : [made('h2', data.paper.references), ...sources.map((one) => made('p', one))]
  return [
    made('h1', heading),
    ...notes.map((note) => made('p', note, 'note')),
    ...messages.flatMap(toParts),
    ...last,
  ]
}

/** @param {Said} message */
function toParts({ mine, text, rows, references }) {
  return [
    made('h2', mine ? data.paper.question : data.paper.answer),
    ...text.split(/\n+/).map((line) => made('p', line)),
    ...rows.map((row) => made('p', row, 'row')),
    ...references.map((label, at) => made('p', `[${at + 1}] ${label}`, 'reference')),
  ]
}

function headLines() {
  const date = new Intl.DateTimeFormat(data.locale, { dateStyle: 'long' }).format(new Date())
  const { heading, note } = data.paper
  return [
    fill(heading, { symbol: data.symbol }),
    fill(note, { date }),
    data.ownWords,
    `${data.officialLabel}: ${data.official}`,
  ]
}

/**
 * @param {string} name
 * @param {string} [text]
 * @param {string} [kind]
 */
function made(name, text = '', kind = '') {
  const node = document.createElement(name)
  node.textContent = text
  node.className = kind
  node.dir = 'auto'
  return node
}
