import type { Passage, PassageId } from '../knowledge/citation/passage.js'
import { words } from '../prompts/words.js'
import type { Answer, Answered } from './answer/answer.js'
import type { Exhibits } from './answer/exhibits.js'
import { escapeMarkdown } from './markdown.js'
import { labelOf, type Reference, toReferences } from './references.js'

/** An answer put into words for a chat; each channel decides how its references are shown. */
export interface Reply {
  /** Markdown; `[1]` after a sentence points to the first reference. */
  readonly text: string
  readonly references: readonly Reference[]
  /** Next questions, to be offered as taps. */
  readonly suggestions: readonly string[]
  /** What it answers, where readers may judge it: an answer from the report, or a refusal. */
  readonly question?: string
  /** The paragraphs that came nearest, best first, where the report doesn't say. */
  readonly nearest?: readonly PassageId[]
  /** A sentence on the message itself, to be said after the text: what of it wasn't read. */
  readonly note?: string
  /** The messages that were forgotten, where the user asked for that. */
  readonly forgotten?: readonly string[]
  /** What the text is made of, where it is an answer from the report. */
  readonly cited?: Cited
}

/** The parts of an answer, for channels that show more than a text. */
export interface Cited extends Pick<Answered, 'layout'> {
  readonly lines: readonly Line[]
  /** How many of the lines are the answer itself; the others are what else bears on it. */
  readonly lead: number
  /** Markdown on what of the message is not answered. */
  readonly remark?: string
  readonly references: readonly Reference[]
  readonly exhibits: Exhibits
  /** Whether a language model wrote the sentences. */
  readonly generated: boolean
}

/** One sentence, or one entry of a list. */
export interface Line {
  /** Markdown, without marks. */
  readonly text: string
  /** The references it rests on, counted from 1. */
  readonly marks: readonly number[]
}

const nothing: Exhibits = { entries: [], sheets: [], figures: [] }

/** Writes an answer as Markdown, with a numbered mark for each paragraph that it rests on. */
export function toReply(answer: Answer): Reply {
  if (answer.kind !== 'answered') return toPlainReply(escapeMarkdown(answer.text), answer)
  const references = toReferences(answer.sentences)
  const lines = linesOf(answer, references)
  const marked = lines.map(({ text, marks }) => `${text} ${marks.map((at) => `[${at}]`).join('')}`)
  const { layout, exhibits = nothing, generated = false, suggestions, lead } = answer
  const isList = layout === 'list'
  const paragraphs = isList
    ? [marked.map((line) => `- ${line}`).join('\n')]
    : [marked.slice(0, lead).join(' '), marked.slice(lead).join(' ')]
  const remark = answer.remark === undefined ? undefined : escapeMarkdown(answer.remark)
  const text = [...paragraphs, remark ?? ''].filter(Boolean).join('\n\n')
  const said = remark === undefined ? {} : { remark }
  const cited = { lines, lead, ...said, references, layout, exhibits, generated }
  return { text, references, suggestions, cited }
}

/** A reply that rests on no paragraph; its text is Markdown. */
export function toPlainReply(
  text: string,
  { suggestions = [] }: Partial<Pick<Reply, 'suggestions'>> = {},
): Reply {
  return { text, references: [], suggestions }
}

/** Lists an answer's references with what stands there. */
export function toSources(references: readonly Reference[]): Reply {
  const lines = references.map(
    ({ label, quote }, index) => `[${index + 1}] ${escapeMarkdown(`${label}: ${quote}`)}`,
  )
  return toPlainReply([words.bot.sources, ...lines].join('\n\n'))
}

function linesOf({ sentences }: Answered, references: readonly Reference[]): Line[] {
  const markOf = (passage: Passage) =>
    references.findIndex(({ label }) => label === labelOf(passage)) + 1
  return sentences.map(({ text, passages }) => ({
    text: escapeMarkdown(text),
    marks: [...new Set(passages.map(markOf))],
  }))
}
