import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { cite } from '../cite.js'
import type { Told } from './tell.js'

/** A country or an organization: what each paragraph that names it says of it, in order. */
export type Named = Extract<Fact, { readonly mentions: unknown }>

/** One sentence for each paragraph that names the country or organization. */
export function overview(fact: Named, knowledge: Knowledge): Told[] {
  return fact.mentions.flatMap(({ statement, paragraph, subparagraph }) => {
    const sentence = cite(statement, { paragraphs: [paragraph], subparagraph }, knowledge)
    return sentence ? [{ fact, sentence }] : []
  })
}
