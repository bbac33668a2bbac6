import { paragraphKey } from '../citation/passage.js'
import type { Read } from '../read-knowledge.js'
import { type Candidates, kinds } from '../search/candidates.js'
import { features, featuresOf, type Measured, measuredAt } from '../search/features.js'
import { openSearchable } from '../search/searchable.js'
import { type AskingWeights, createAskClassifier } from '../search/slots.js'
import { openScan } from '../search/open-scan.js'
import type { Unit } from '../search/units.js'
import { rowOf } from '../search/vector-index.js'
import type { Choice, Option } from './fit-choices.js'
import { foldOf, halfOf } from './folds.js'

/** How many of the phrasings are asked: more change no weight by what could be measured. */
const questions = 3000
/** Candidates that a question is decided among: those that come nearest at all, and some gaps. */
const rivals = 40
/** Of each pair of halves of the sections one has no facts, so that sentences learn to stand beside facts. */
const halves = 4
/** A kind's features, and what it counts by itself. */
export const width = features.length + 1

/** A question, the candidates that it is decided among, and which of them is meant. */
export interface Lesson extends Choice {
  readonly fold: number
  readonly options: readonly LessonOption[]
  readonly source: Unit['source']
  readonly isCurated: boolean
}

interface LessonOption extends Option {
  readonly kind: (typeof kinds)[number]
  readonly paragraph: number
}

/** What tells how near a candidate comes at all. */
const nearest = ['own', 'best', 'best4', 'anything'] as const

/** Nothing is ranked by these: they only say where to look. */
const unlearned = {
  asking: { asks: {}, slots: {} },
  ranking: {},
  meaning: {},
  answering: {},
}

/** Asks phrasings, small talk and gaps, each without itself, and notes what they are decided among. */
export async function lessonsFrom(
  read: Read,
  withoutFold: readonly AskingWeights[],
): Promise<Lesson[]> {
  const lessons: Lesson[] = []
  const scan = await openScan(read.index)
  const cosinesWith = (row: number) => scan(rowOf(read.index, row))
  const { knowledge, units } = read
  const classifiers = withoutFold.map(createAskClassifier)
  const whole = searchedWithout(read, new Set())
  const mixed = Array.from({ length: halves }, (_, half) =>
    searchedWithout(read, halfOf(read, half)),
  )
  const rows = [...units.keys()]
  const phrasings = rows.filter((row) => units[row]?.source === 'phrasing')
  const asked = spread(phrasings, questions)
  const others = rows.filter((row) => ['talk', 'gap'].includes(units[row]?.source ?? ''))
  for (const [at, row] of [...asked, ...others].entries()) {
    const unit = units[row]
    const { id = '', text = '', source = 'talk' } = unit ?? {}
    const cosines = await cosinesWith(row)
    const fold = foldOf(id)
    const asks = classifiers[fold]?.(text)
    if (!asks) continue
    const meant = { row, text, id, fold, cosines, asked: asks, source }
    const statement = knowledge.factById.get(id)?.statement
    const own = units.findIndex((one) => one.source === 'statement' && one.text === statement)
    const like = own < 0 ? cosines : await cosinesWith(own)
    // Half of the sections lose their facts for every second phrasing: small talk and gaps need no more.
    for (const searched of source === 'phrasing' ? [whole, mixed[at % halves]] : [whole]) {
      const lesson = searched && lessonOf(searched, { ...meant, like })
      if (lesson) lessons.push({ ...lesson, isCurated: searched === whole })
    }
  }
  return lessons
}

type Searched = ReturnType<typeof searchedWithout>

function searchedWithout({ knowledge, units }: Read, factsOf: ReadonlySet<string>) {
  const known = { ...knowledge, novelty: () => 0, learned: unlearned as never }
  return { ...openSearchable(units, known, { factsOf }), factsOf }
}

interface Meant {
  readonly row: number
  readonly text: string
  readonly id: string
  readonly fold: number
  readonly cosines: Float32Array
  /** The cosines of the statement that is meant: they tell which sentence says the same. */
  readonly like: Float32Array
  readonly asked: Parameters<typeof featuresOf>[1]['asked']
  readonly source: Unit['source']
}

function lessonOf(searched: Searched, meant: Meant): Omit<Lesson, 'isCurated'> | undefined {
  const { candidates, terms, names } = searched
  const { row, text, fold, cosines, asked, source } = meant
  const right = rightOf(candidates, searched, meant)
  if (right < 0) return undefined
  const without = new Set([row])
  const measured = featuresOf(candidates, {
    cosines,
    asked,
    terms: terms(text, without),
    names: names(text),
    without,
  })
  const nearness = (at: number) => nearest.reduce((sum, name) => sum + (measured[name][at] ?? 0), 0)
  const order = [...candidates.all.keys()].sort((a, b) => nearness(b) - nearness(a))
  const others = order.filter((at) => at !== right)
  const isGap = (at: number) => candidates.all[at]?.kind === 'gap'
  const among = [
    right,
    ...others.filter((at) => !isGap(at)).slice(0, rivals),
    ...others.filter(isGap).slice(0, rivals / 4),
  ]
  const options = among.map((at) => optionOf(candidates, measured, at))
  return { options, right: 0, fold, source }
}

/** What is meant: the fact or topic, or where it was left out the sentence that says it. */
function rightOf({ all, paragraphs }: Candidates, searched: Searched, meant: Meant): number {
  // A gap of one question is nothing without it.
  const whole = all.findIndex(
    ({ kind, id, phrasings }) =>
      id === meant.id && kind !== 'sentence' && (kind !== 'gap' || phrasings.length > 1),
  )
  if (whole >= 0 || meant.source !== 'phrasing') return whole
  const place = searched.units[meant.row]?.place
  const paragraph = place ? paragraphs.findIndex(({ key }) => key === paragraphKey(place)) : -2
  let right = -1
  for (const [at, candidate] of all.entries()) {
    if (candidate.kind !== 'sentence' || candidate.paragraph !== paragraph) continue
    const score = meant.like[candidate.own] ?? -1
    if (right < 0 || score > (meant.like[all[right]?.own ?? -1] ?? -1)) right = at
  }
  return right
}

function optionOf({ all }: Candidates, measured: Measured, at: number): LessonOption {
  const { kind = 'fact', paragraph = -1 } = all[at] ?? {}
  return {
    kind,
    paragraph,
    from: kinds.indexOf(kind) * width,
    values: Float64Array.from([...measuredAt(measured, at), 1]),
  }
}

/** Every so many of a list, to come near a number without favour for its beginning. */
export function spread<Value>(list: readonly Value[], wanted: number): Value[] {
  const step = list.length / wanted
  return list.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
}
