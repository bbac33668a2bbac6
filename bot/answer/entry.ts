import { type Fact, placesOf } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { cite } from './cite.js'
import { titleOf } from './fact-sheet.js'
import type { Told } from './told.js'

/** An entry of a list, with an id by which it can be had again. */
export interface Entry extends Told {
  readonly fact: Fact
  /** A fact's id or, for what one paragraph says of a country or organization, `id#1`, `id#2`, … */
  readonly entry: string
}

/** The entry of a list that an id names, or undefined where there is none that its paragraphs bear. */
export function entryOf(entry: string, knowledge: Knowledge): Entry | undefined {
  const [id = '', place] = entry.split('#')
  const fact = knowledge.factById.get(id)
  if (fact === undefined) return undefined
  const sentence = place === undefined ? ofFact(fact, knowledge) : ofMention(fact, place, knowledge)
  return sentence && { id, fact, sentence, entry }
}

function ofFact(fact: Fact, knowledge: Knowledge) {
  const text = fact.kind === 'publication' ? shortEntry(fact) : fact.statement
  return cite(text, placesOf(fact), knowledge)
}

function ofMention(fact: Fact, place: string, knowledge: Knowledge) {
  const mention = 'mentions' in fact ? fact.mentions[Number(place) - 1] : undefined
  if (mention === undefined) return undefined
  const { statement, paragraph, subparagraph } = mention
  const letter = subparagraph === undefined ? {} : { subparagraph }
  return cite(statement, [{ document: fact.document, paragraph, ...letter }], knowledge)
}

function shortEntry(publication: Extract<Fact, { kind: 'publication' }>): string {
  const { type, year, status, link } = publication
  const details = [type, ...(year === undefined ? [] : [String(year)]), status]
  return `${titleOf(publication)} (${details.join(', ')})${link === undefined ? '' : `, ${link}`}.`
}
