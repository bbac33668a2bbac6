import { bearingWords } from '../../knowledge/citation/bearing-words.js'
import signs from '../../prompts/model/signs.json' with { type: 'json' }
import { sentencesOf } from '../../knowledge/search/sentences.js'

/** One sentence of a model, or one entry of its list, in plain text. */
export interface WrittenSentence {
  readonly text: string
  /** The numbers of the evidence that it names; empty where it names none. */
  readonly marks: readonly number[]
  /** Whether it stands in a line of its own behind a bullet or a number. */
  readonly isEntry: boolean
  /** Whether it begins with a word for what was said before it. */
  readonly isLeaning: boolean
}

/** What a model wrote: sentences, and the words of the question that it leaves open. */
export interface Written {
  readonly sentences: readonly WrittenSentence[]
  readonly open: readonly string[]
  /** Whether it says that the evidence doesn't answer. */
  readonly isRefused: boolean
}

/** Reads a model's text: Markdown, HTML and addresses behind links are taken off, the words stay. */
export function readWritten(text: string): Written {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const open = lines.filter((line) => line.startsWith(signs.unanswered))
  const said = lines.filter((line) => !open.includes(line) && !line.includes(signs.nothing))
  return {
    sentences: said.flatMap(sentencesIn),
    isRefused: lines.some((line) => line.includes(signs.nothing)),
    open: open.map((line) => bare(line.slice(signs.unanswered.length))).filter(Boolean),
  }
}

const bullet = /^(?:[-*•–]|\d{1,2}[.)])\s+/u
const mark = /[[【]\d{1,3}(?:\s*[,;]\s*\d{1,3})*[\]】]/gu

function sentencesIn(line: string): WrittenSentence[] {
  const isEntry = bullet.test(line)
  const { text: words, marks } = withoutMarks(bare(line.replace(bullet, '')))
  const text = inert(words)
  let [from, next] = [0, 0]
  const sentences = sentencesOf(text).map((sentence) => {
    from = text.indexOf(sentence, from) + sentence.length
    const numbers = new Set<number>()
    for (; (marks[next]?.at ?? Infinity) <= from; next++) {
      for (const number of marks[next]?.numbers ?? []) numbers.add(number)
    }
    return { text: sentence, marks: [...numbers], isEntry, isLeaning: leans(sentence) }
  })
  // Writers name a source once for what they say on it in a row.
  let named: readonly number[] = []
  const backwards = sentences.toReversed().map((one) => {
    if (one.marks.length > 0) named = one.marks
    return { ...one, marks: named }
  })
  return backwards.toReversed()
}

function leans(sentence: string): boolean {
  const [first = ''] = /^\p{L}+/u.exec(sentence) ?? []
  return bearingWords.pronouns.has(first.toLowerCase())
}

/** The text without its marks, and where they stood in what is left. */
function withoutMarks(line: string) {
  const marks: { readonly at: number; readonly numbers: readonly number[] }[] = []
  let text = ''
  let from = 0
  for (const found of line.matchAll(mark)) {
    text += line.slice(from, found.index).trimEnd()
    from = found.index + found[0].length
    // A full stop behind the mark still ends the sentence that the mark is for.
    const [stop = ''] = /^[.!?]+/.exec(line.slice(from)) ?? []
    if (stop !== '' && !/[.!?]$/.test(text)) text += stop
    from += stop.length
    marks.push({ at: text.length, numbers: (found[0].match(/\d+/g) ?? []).map(Number) })
  }
  return { text: text + line.slice(from), marks }
}

/** Words without what marks them up; the address of a link is left out with its brackets. */
function bare(line: string): string {
  return line
    .replace(/[\p{Cc}\p{Cs}\p{Cf}]/gu, '')
    .replace(/\*\*|__|`+/g, '')
    .replace(/!\[[^\]]{0,300}\]\([^)]{0,2000}\)/g, '')
    .replace(/\[([^\]]{0,300})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/<[^>]{0,300}>/g, '')
    .replace(/^#{1,6}\s+/, '')
    .trim()
}

/** What is left of links and tags inside one another, or longer than any, no longer is one; as long as before. */
function inert(text: string): string {
  return text.replace(/\]\(/g, '|(').replace(/<(?=[\p{L}/!?])/gu, '‹')
}
