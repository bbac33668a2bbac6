import type { Entity } from '../../knowledge/entities/entity.js'
import { wordsOf } from '../../knowledge/entities/words.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Found } from '../../knowledge/search/found.js'
import type { Query } from '../question/query.js'

/**
 * Leaves out what is said of a country whose name holds that of the country asked about: of
 * Guinea-Bissau where Guinea is. What names both, or neither, stays.
 */
export function withoutNear({ mentions }: Query, found: Found, knowledge: Knowledge): Found {
  const asked = mentions.flatMap(({ entity }) => (entity.kind === 'country' ? [entity] : []))
  const near = asked.flatMap((entity) => nearTo(entity, knowledge))
  if (near.length === 0) return found
  const { namesIn } = knowledge
  const isOfNear = (names: ReadonlySet<string>) =>
    near.some((id) => names.has(id)) && !asked.some(({ id }) => names.has(id))
  const statements = found.statements.filter(({ statement: { fact, places } }) => {
    const own = fact ? namesIn.fact(fact) : []
    const names = new Set([...own, ...namesIn.paragraph(places[0])])
    return !isOfNear(names)
  })
  const paragraphs = found.paragraphs.filter((place) => !isOfNear(namesIn.paragraph(place)))
  return { ...found, statements, paragraphs }
}

/** Countries of the documents whose names hold that of another and go on. */
function nearTo({ id, name }: Entity, { facts }: Knowledge): string[] {
  const folded = foldedOf(name)
  return facts.all.flatMap((fact) =>
    fact.kind === 'country' && fact.id !== id && foldedOf(fact.name).includes(folded)
      ? [fact.id]
      : [],
  )
}

const foldedOf = (name: string) =>
  ` ${wordsOf(name)
    .map(({ folded }) => folded)
    .join(' ')} `
