import type { Reference } from '../../bot/references.js'
import type { Cited, Line, Reply } from '../../bot/reply.js'
import { teamsWords } from '../../prompts/teams/teams-words.js'
import { fill } from '../../prompts/words.js'
import { mostCitations } from './message-entity.js'

/** The text of a reply; lists of Markdown are lost on phones, so entries are paragraphs of their own. */
export function textOf({ text, references, cited }: Reply): string {
  if (cited === undefined) return text.replace(/^- /gm, '• ')
  const written = cited.lines.map((line) => lineText(line, references))
  const remark = cited.remark === undefined ? [] : [cited.remark]
  return [...paragraphsOf(written, cited), ...remark].filter(Boolean).join('\n\n')
}

/** The answer and what else bears on it, or the entries of a list. */
function paragraphsOf(written: readonly string[], cited: Cited): string[] {
  if (cited.layout !== 'list') {
    return [written.slice(0, cited.lead).join(' '), written.slice(cited.lead).join(' ')]
  }
  const leads = leadsOf(cited)
  return written.map((line, at) => (at < leads ? line : `• ${line}`))
}

function lineText({ text, marks }: Line, references: readonly Reference[]): string {
  return [text, ...marks.map((mark) => markText(mark, references))].join(' ')
}

/** Where there are more places than citations, the rest are written out. */
function markText(mark: number, references: readonly Reference[]): string {
  const { paragraph, subparagraph } = references[mark - 1] ?? {}
  if (mark <= mostCitations || paragraph === undefined) return `[${mark}]`
  const place = subparagraph === undefined ? `${paragraph}` : `${paragraph} (${subparagraph})`
  return fill(teamsWords.message.beyond, { place })
}

/** How many lines come before the first entry: one that says how many there are, or none. */
function leadsOf({ lines, exhibits: { entries } }: Cited): number {
  return entries.length > 0 && lines.length > entries.length ? 1 : 0
}
