import { readFile } from 'node:fs/promises'
import type { Passage } from '../citation/passage.js'

/** The symbol of the built-in document. */
export const symbol = 'CTOC/COP/2012/10'

const paragraphCount = 60

/**
 * Reads the digest: `## ` opens a section, `12. ` a numbered paragraph, `(a) ` a sub-paragraph.
 * @param path the Markdown file
 * @returns one passage for each paragraph and one for each sub-paragraph, in the report's order
 * @throws Error where a line belongs to no paragraph or a number is missing or out of order
 */
export async function readReport(path: URL): Promise<readonly Passage[]> {
  const passages = parse(await readFile(path, 'utf8'), path.pathname)
  const last = passages.at(-1)?.paragraph ?? 0
  if (last !== paragraphCount) {
    throw new Error(
      `Report: ${path.pathname} ends with paragraph ${last}, not ${paragraphCount}. Restore the file.`,
    )
  }
  return passages
}

function parse(markdown: string, path: string): Passage[] {
  const passages: Passage[] = []
  let section = ''
  for (const [index, line] of markdown.split('\n').entries()) {
    if (line.startsWith('## ')) section = line.slice(3).trim()
    else if (line.trim() !== '') {
      const passage = passageOf(line, passages.at(-1)?.paragraph ?? 0)
      if (!passage) throw misplaced(line, `${path}:${index + 1}`)
      passages.push({ document: symbol, section, ...passage })
    }
  }
  return passages
}

function passageOf(
  line: string,
  before: number,
): Omit<Passage, 'document' | 'section'> | undefined {
  const [, number, text] = /^(\d+)\. (.+)$/.exec(line) ?? []
  if (text && Number(number) === before + 1) return { paragraph: before + 1, text }
  const [, subparagraph, part] = /^\(([a-z])\) (.+)$/.exec(line) ?? []
  if (subparagraph && part && before > 0) return { paragraph: before, subparagraph, text: part }
  return undefined
}

function misplaced(line: string, where: string): Error {
  const start = line.slice(0, 60)
  return new Error(
    `Report: ${where} is neither a section, the next numbered paragraph nor a sub-paragraph: "${start}". Mend the line.`,
  )
}
