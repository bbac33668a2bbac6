import type { Reference } from '../../bot/references.js'
import { teamsWords } from '../../prompts/teams/teams-words.js'
import { officialUrl } from './official-url.js'

/** Teams refuses a message with more citations. */
export const mostCitations = 20

/** The lengths that Teams takes, in characters. */
const longest = { name: 80, abstract: 160, keyword: 28 }

/**
 * The one root entity of a message, which carries its citations and whether a language model wrote
 * it; undefined where there is neither. Field names as in Microsoft’s “AI content labels”.
 */
export function messageEntity(references: readonly Reference[], generated: boolean) {
  if (references.length === 0 && !generated) return undefined
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    ...(generated && { additionalType: ['AIGeneratedContent'] }),
    ...(references.length > 0 && { citation: references.slice(0, mostCitations).map(claim) }),
  }
}

function claim(reference: Reference, index: number) {
  const { document, label, quote, abstract = quote } = reference
  return {
    '@type': 'Claim',
    position: index + 1,
    appearance: {
      '@type': 'DigitalDocument',
      name: cut(label, longest.name),
      url: officialUrl(document),
      abstract: cut(abstract, longest.abstract),
      keywords: keywordsOf(reference).map((word) => cut(word, longest.keyword)),
      image: { '@type': 'ImageObject', name: 'PDF' },
    },
  }
}

/** The abstract is the digest's, not the official wording: a keyword says so. */
function keywordsOf({ document, section }: Reference): string[] {
  const [number] = section?.split('.') ?? []
  const { digest, section: named } = teamsWords.message
  return [document, ...(number === undefined ? [] : [`${named} ${number}`]), digest]
}

/** Cuts a text at the end of a word, so that it has at most so many characters. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const head = text.slice(0, most - 1)
  const end = head.lastIndexOf(' ')
  // A pair of surrogates must not be parted.
  const whole = end > most / 2 ? head.slice(0, end) : head.replace(/[\ud800-\udbff]$/, '')
  return `${whole}…`
}
