import { wordsOf, type Word } from '../../knowledge/entities/words.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import questionWords from '../../prompts/question/en.json' with { type: 'json' }

/** A region, as the facts or the vocabulary of a document name it, and the words that name it. */
export interface RegionNamed {
  readonly name: string
  readonly start: number
  readonly end: number
  /** Whether it is named word for word. */
  readonly isWhole: boolean
}

/**
 * Finds the regions that a text names, the longest name first; “South-East and Central Asia” names
 * two, of which one has its last word further on.
 */
export function regionsIn(text: string, knowledge: Knowledge): RegionNamed[] {
  const words = wordsOf(text)
  const regions = regionsOf(knowledge)
  const found: RegionNamed[] = []
  for (let at = 0; at < words.length;) {
    const region = regions.find(
      (one) =>
        isWhole(one, words, at) || isInflected(one, words, at) || isShortened(one, words, at),
    )
    const whole = region !== undefined && isWhole(region, words, at)
    const count = region
      ? region.words.length - (whole || isInflected(region, words, at) ? 0 : 1)
      : 1
    const [first, last] = [words[at], words[at + count - 1]]
    if (region && first && last) {
      found.push({ name: region.name, start: first.start, end: last.end, isWhole: whole })
    }
    at += count
  }
  return found
}

/** Whether two regions have a part in common: they are the same, or one holds another’s. */
export function overlap(one: string, other: string, { documents }: Knowledge): boolean {
  const partsOf = (name: string) =>
    new Set([name, ...documents.flatMap(({ vocabulary }) => vocabulary.regions[name] ?? [])])
  const parts = partsOf(one)
  return [...partsOf(other)].some((part) => parts.has(part))
}

interface Region {
  readonly name: string
  readonly words: readonly string[]
  /** The words of all regions that have the same last one. */
  readonly sharing: ReadonlySet<string>
}

const known = new WeakMap<Knowledge, readonly Region[]>()

/** Every region, those of more words first; they don't change while the knowledge is open. */
function regionsOf(knowledge: Knowledge): readonly Region[] {
  const before = known.get(knowledge)
  if (before) return before
  const { documents, facts } = knowledge
  const names = [
    ...documents.flatMap(({ vocabulary }) => Object.entries(vocabulary.regions).flat(2)),
    ...facts.all.flatMap((fact) => {
      if (fact.kind === 'country') return fact.region
      return fact.kind === 'programme' ? fact.regions : []
    }),
  ]
  const split = [...new Set(names)].map((name) => ({
    name,
    words: wordsOf(name).map(({ folded }) => folded),
  }))
  const regions = split
    .map(({ name, words }) => {
      const same = split.filter((other) => other.words.at(-1) === words.at(-1))
      return { name, words, sharing: new Set(same.flatMap((other) => other.words)) }
    })
    .sort((a, b) => b.words.length - a.words.length)
  known.set(knowledge, regions)
  return regions
}

const isWhole = ({ words }: Region, text: readonly Word[], at: number) =>
  words.every((word, offset) => text[at + offset]?.folded === word)

/** Whether the last word goes on by an ending, as in “Central American”. */
function isInflected({ words }: Region, text: readonly Word[], at: number): boolean {
  const last = text[at + words.length - 1]?.folded ?? ''
  const name = words.at(-1) ?? ''
  const ending = last.slice(name.length)
  const isBefore = words.slice(0, -1).every((word, offset) => text[at + offset]?.folded === word)
  return isBefore && last.startsWith(name) && ending.length > 0 && ending.length <= longestEnding
}

/** As in “European”; more letters make another word. */
const longestEnding = 2

/** Whether a region’s last word stands further on, behind others that share it. */
function isShortened({ words, sharing }: Region, text: readonly Word[], at: number): boolean {
  const [last = '', before] = [words.at(-1), words.slice(0, -1)]
  const isBefore = before.every((word, offset) => text[at + offset]?.folded === word)
  if (before.length === 0 || !isBefore) return false
  const rest = text.slice(at + before.length).map(({ folded }) => folded)
  const between = rest.slice(0, Math.max(rest.indexOf(last), 0))
  const { joining } = questionWords.places
  return between.length > 0 && between.every((word) => joining.includes(word) || sharing.has(word))
}
