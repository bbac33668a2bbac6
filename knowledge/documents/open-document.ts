import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Passage } from '../citation/passage.js'

const words = z.string().trim().min(1)
const documentSchema = z.strictObject({
  /** What the document is known by, such as `CTOC/COP/2012/10`. */
  symbol: words,
  title: words,
  /** What it deals with, to follow “deals with”. */
  about: words,
  /** The year that it was written in: it can say nothing of later ones. */
  year: z.int(),
  /** Its full reference with the slots `{document}` and `{places}`. */
  citation: words.regex(/\{document\}.*\{places\}/u, 'a sentence with {document} and {places}'),
  /** For each section, by its numeral, what it tells, to follow “what it says on”. */
  sections: z.record(z.string(), words),
})

/** What a document is, beside its text. */
export type DocumentCard = z.infer<typeof documentSchema>

const vocabularySchema = z.strictObject({
  /** By topic of the facts: its name, in small letters, and what people call it. */
  topics: z.record(z.string(), z.strictObject({ name: words, words: z.array(words).min(1) })),
  /** Wider regions, and those of the facts that they hold. */
  regions: z.record(z.string(), z.array(words).min(1)),
  /** By fact: names of it that only a question uses. */
  names: z.record(z.string(), z.array(words).min(1)),
})

/** A document and its passages in reading order. */
export interface Document extends DocumentCard {
  /** What its topics, regions and facts are called; empty where nobody wrote it down. */
  readonly vocabulary: z.infer<typeof vocabularySchema>
  readonly passages: readonly [Passage, ...Passage[]]
}

/**
 * Opens a document's folder: document.json says what it is, text.md holds its paragraphs. There
 * `## ` opens a section, `12. ` a numbered paragraph, `(a) ` a sub-paragraph.
 * vocabulary.json, where there is one, holds the words that people use for what is in it.
 * @throws Error naming the file and what is wrong in it: a field of the card or of the vocabulary, a line that belongs
 * to no paragraph, a number that is missing or out of order, a section that the card doesn't have
 */
export async function openDocument(folder: URL): Promise<Document> {
  const cardFile = new URL('document.json', folder)
  const textFile = new URL('text.md', folder)
  const card = documentSchema.safeParse(JSON.parse(await readFile(cardFile, 'utf8')))
  if (!card.success) {
    const faults = card.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new Error(`Documents: ${cardFile.pathname} is wrong: ${faults.join('; ')}. Mend it.`)
  }
  const text = await readFile(textFile, 'utf8')
  const [first, ...rest] = passagesOf(text, card.data, textFile.pathname)
  if (first === undefined) {
    throw new Error(`Documents: ${textFile.pathname} has no numbered paragraph. Restore the file.`)
  }
  const passages: Document['passages'] = [first, ...rest]
  const bare = passages.find(({ section }) => !(numeralOf(section) in card.data.sections))
  if (bare) {
    throw new Error(
      `Documents: ${cardFile.pathname} says nothing on the section “${bare.section}”. Add ${numeralOf(bare.section)} to its sections.`,
    )
  }
  return { ...card.data, passages, vocabulary: await vocabularyOf(folder) }
}

async function vocabularyOf(folder: URL): Promise<Document['vocabulary']> {
  const file = new URL('vocabulary.json', folder)
  if (!existsSync(file)) return { topics: {}, regions: {}, names: {} }
  const read = vocabularySchema.safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`Documents: ${file.pathname} is wrong: ${faults.join('; ')}. Mend it.`)
}

/** The numeral that a section's title begins with: `V` of `V. Improving …`. */
export function numeralOf(section: string): string {
  return section.split('.')[0] ?? ''
}

function passagesOf(
  markdown: string,
  { symbol: document, citation: form }: DocumentCard,
  path: string,
): Passage[] {
  const passages: Passage[] = []
  let section = ''
  for (const [index, line] of markdown.split('\n').entries()) {
    if (line.startsWith('## ')) section = line.slice(3).trim()
    else if (line.trim() !== '') {
      const passage = passageOf(line, passages.at(-1)?.paragraph ?? 0)
      if (!passage) throw misplaced(line, `${path}:${index + 1}`)
      passages.push({ document, form, section, ...passage })
    }
  }
  return passages
}

function passageOf(line: string, before: number) {
  const [, number, text] = /^(\d+)\. (.+)$/.exec(line) ?? []
  if (text && Number(number) === before + 1) return { paragraph: before + 1, text }
  const [, subparagraph, part] = /^\(([a-z])\) (.+)$/.exec(line) ?? []
  if (subparagraph && part && before > 0) return { paragraph: before, subparagraph, text: part }
  return undefined
}

function misplaced(line: string, where: string): Error {
  const start = line.slice(0, 60)
  return new Error(
    `Documents: ${where} is neither a section, the next numbered paragraph nor a sub-paragraph: "${start}". Mend the line.`,
  )
}
