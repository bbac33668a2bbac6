import type { Fact } from '../../knowledge/facts/schema.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { entryOf, type Entry } from './entry.js'

/** A country or an organization: what each paragraph that names it says of it, in order. */
export type Named = Extract<Fact, { readonly mentions: unknown }>

/** One sentence for each paragraph that names the country or organization. */
export function overview({ id, mentions }: Named, knowledge: Knowledge): Entry[] {
  return mentions.flatMap((_, index) => entryOf(`${id}#${index + 1}`, knowledge) ?? [])
}
