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
export async function readReport(path: URL | string): Promise<readonly Passage[]> {
  const passages = parse(await readFile(path, 'utf8'), String(path))
  const last = passages.at(-1)?.paragraph ?? 0
  if (last !== paragraphCount) {
    throw new Error(
      `Report: ${path} ends with paragraph ${last}, not ${paragraphCount}. Restore the file.`,
    )
  }
  return passages
}

function parse(markdown: string, path: string): Passage[] {
  const passages: Passage[] = []
  let section = ''
  for (const [index, line] of markdown.split('\n').entries()) {
    if (line.startsWith('## ')) section = line.slice(3).trim()
    else if (line.trim() !== '' && !line.startsWith('#')) {
      passages.push(passageOf(line, section, passages.at(-1), `${path}:${index + 1}`))
    }
  }
  return passages
}

function passageOf(line: string, section: string, before: Passage | undefined, where: string) {
  const numbered = /^(\d+)\. (.+)$/.exec(line)
  const lettered = /^\(([a-z])\) (.+)$/.exec(line)
  if (numbered?.[2] && Number(numbered[1]) === (before?.paragraph ?? 0) + 1) {
    return { document: symbol, section, paragraph: Number(numbered[1]), text: numbered[2] }
  }
  if (lettered?.[1] && lettered[2] && before) {
    const { paragraph } = before
    return { document: symbol, section, paragraph, subparagraph: lettered[1], text: lettered[2] }
  }
  throw new Error(
    `Report: ${where} is neither the next numbered paragraph, a sub-paragraph nor a section: "${line.slice(0, 60)}". Mend the line.`,
  )
}
