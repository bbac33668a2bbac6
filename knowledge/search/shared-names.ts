import type { Gazetteer } from '../entities/gazetteer.js'
import type { NamesIn } from '../entities/names-in.js'
import { yearsOf } from '../facts/filter-facts.js'
import type { Candidates } from './candidates.js'
import type { NamesShared } from './features.js'

interface Names {
  readonly gazetteer: Gazetteer
  readonly namesIn: NamesIn
}

/** Finds which candidates state the names and years of a question. */
export type NameSharing = (question: string) => NamesShared

/** Reads once which names and years each candidate states. */
export function buildNameSharing(
  { all, paragraphs }: Candidates,
  { gazetteer, namesIn }: Names,
): NameSharing {
  const stated = all.map(({ id, statement }) => {
    if (!statement) return new Set<string>()
    if (statement.fact) return namesIn.fact(statement.fact)
    return new Set([id, ...gazetteer(statement.text).map(({ entity }) => entity.id)])
  })
  const near = paragraphs.map(({ place }) => namesIn.paragraph(place))
  const years = all.map(({ statement }) => {
    if (!statement) return new Set<string>()
    return statement.fact ? yearsOf(statement.fact) : new Set(yearsIn(statement.text))
  })
  return (question) => {
    const named = namedIn(question, { gazetteer, namesIn })
    const asked = yearsIn(question)
    const only = named.length === 1 ? named[0] : undefined
    const [without, nothing] = [named.length === 0, new Float32Array(all.length)]
    const count = (isMeant: (id: string, at: number) => boolean) =>
      Float32Array.from(all, (_, at) => named.filter((id) => isMeant(id, at)).length)
    return {
      stated: without ? nothing : count((id, at) => stated[at]?.has(id) ?? false),
      lacking: without
        ? nothing
        : count((id, at) => {
            const { paragraph = -1 } = all[at] ?? {}
            return !stated[at]?.has(id) && !near[paragraph]?.has(id)
          }),
      years:
        asked.length === 0
          ? nothing
          : Float32Array.from(all, (_, at) => Number(asked.some((year) => years[at]?.has(year)))),
      named:
        only === undefined
          ? nothing
          : Float32Array.from(all, ({ kind, id }) => Number(kind === 'overview' && id === only)),
    }
  }
}

/** The entities that a question names, but for those that name nothing in particular. */
export function namedIn(question: string, { gazetteer, namesIn }: Names): string[] {
  return gazetteer(question).flatMap(({ entity }) =>
    namesIn.isEverywhere(entity.id) ? [] : entity.id,
  )
}

/** The years that a text names, each once. */
export function yearsIn(text: string): string[] {
  return [...new Set(text.match(/\b(?:19|20)\d\d\b/g))]
}
