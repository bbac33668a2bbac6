import { paragraphKey } from '../citation/passage.js'
import type { Read } from '../read-knowledge.js'
import { type Candidates, kinds } from '../search/candidates.js'
import { features, featuresOf } from '../search/features.js'
import type { RankingWeights } from '../search/ranker.js'
import { openSearchable } from '../search/searchable.js'
import { type AskingWeights, createAskClassifier } from '../search/slots.js'
import { openScan } from '../search/open-scan.js'
import type { Unit } from '../search/units.js'
import { rowOf } from '../search/vector-index.js'
import { type Choice, fitChoices, type Option, scoreOf } from './fit-choices.js'
import { foldOf, folds, spread } from './folds.js'

/** How many of the phrasings are asked: more change no weight by what could be measured. */
const questions = 3000
/** Candidates that a question is decided among: those that come nearest at all, and some gaps. */
const rivals = 40
/** Of each pair of halves of the sections one has no facts, so that sentences learn to stand beside facts. */
const halves = 4
const width = features.length + 1

/** The ranking's weights and the share of questions left out that they answer first with the right one. */
export interface LearnedRanking {
  readonly weights: RankingWeights
  readonly figures: {
    readonly statement: number
    readonly paragraph: number
    readonly talk: number
  }
}

interface Lesson extends Choice {
  readonly fold: number
  /** Paragraph of each option, for the figure. */
  readonly paragraphs: readonly number[]
  readonly source: Unit['source']
  readonly isCurated: boolean
}

/** Learns from phrasings and small talk, each asked without itself, which candidate is meant. */
export async function learnRanking(
  read: Read,
  withoutFold: readonly AskingWeights[],
): Promise<LearnedRanking> {
  const lessons = await lessonsFrom(read, withoutFold)
  const weights = weightsFrom(fitChoices(lessons, kinds.length * width))
  const tried = Array.from({ length: folds }, (_, fold) => {
    const others = lessons.filter((one) => one.fold !== fold)
    const fitted = fitChoices(others, kinds.length * width)
    return lessons.filter((one) => one.fold === fold).map((one) => triedWith(one, fitted))
  }).flat()
  const curated = tried.filter(({ lesson }) => lesson.source === 'phrasing' && lesson.isCurated)
  const talk = tried.filter(({ lesson }) => lesson.source === 'talk')
  return {
    weights,
    figures: {
      statement: curated.filter(({ right }) => right).length / curated.length,
      paragraph: curated.filter((one) => one.rightParagraph).length / curated.length,
      talk: talk.filter(({ right }) => right).length / talk.length,
    },
  }
}

function triedWith(lesson: Lesson, weights: Float64Array) {
  const { options, right, paragraphs } = lesson
  const scores = options.map((option) => scoreOf(option, weights))
  const first = scores.indexOf(Math.max(...scores))
  return { lesson, right: first === right, rightParagraph: paragraphs[first] === paragraphs[right] }
}

function weightsFrom(fitted: Float64Array): RankingWeights {
  const rounded = (at: number) => Math.round((fitted[at] ?? 0) * 1000) / 1000
  const ofKind = (kind: number) => ({
    bias: rounded(kind * width + features.length),
    weights: Object.fromEntries(features.map((name, at) => [name, rounded(kind * width + at)])),
  })
  // One entry for each kind and each feature.
  return Object.fromEntries(kinds.map((kind, at) => [kind, ofKind(at)])) as RankingWeights
}

/** Nothing is ranked by these: they only say where to look. */
const unlearned = {
  asking: { asks: {}, slots: {} },
  ranking: weightsFrom(new Float64Array(kinds.length * width)),
  answering: { bias: 0, threshold: 0, weights: {} },
}

async function lessonsFrom(read: Read, withoutFold: readonly AskingWeights[]): Promise<Lesson[]> {
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
    const slots = classifiers[fold]?.(text).slots
    if (!slots) continue
    const meant = { row, text, id, fold, cosines, slots, source }
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

/** The paragraphs of every section that falls into a half. */
function halfOf({ knowledge }: Read, half: number): Set<string> {
  const left = knowledge.passages.filter(({ section }) => foldOf(`${half} ${section}`) % 2 === 0)
  return new Set(left.map(paragraphKey))
}

interface Meant {
  readonly row: number
  readonly text: string
  readonly id: string
  readonly fold: number
  readonly cosines: Float32Array
  /** The cosines of the statement that is meant: they tell which sentence says the same. */
  readonly like: Float32Array
  readonly slots: Parameters<typeof featuresOf>[2]['slots']
  readonly source: Unit['source']
}

function lessonOf(searched: Searched, meant: Meant): Omit<Lesson, 'isCurated'> | undefined {
  const { candidates, units, terms, names } = searched
  const { row, text, fold, cosines, slots, source } = meant
  const right = rightOf(candidates, searched, meant)
  if (right < 0) return undefined
  const measured = featuresOf(candidates, units, {
    cosines,
    slots,
    terms: terms(text, row),
    names: names(text),
    without: row,
  })
  const nearness = (at: number) =>
    [0, 1, 2, 6].reduce((sum, k) => sum + (measured[at * features.length + k] ?? 0), 0)
  const order = [...candidates.all.keys()].sort((a, b) => nearness(b) - nearness(a))
  const others = order.filter((at) => at !== right)
  const isGap = (at: number) => candidates.all[at]?.kind === 'gap'
  const among = [
    right,
    ...others.filter((at) => !isGap(at)).slice(0, rivals),
    ...others.filter(isGap).slice(0, rivals / 4),
  ]
  const options = among.map((at) => optionOf(candidates, measured, at))
  const paragraphs = among.map((at) => candidates.all[at]?.paragraph ?? -1)
  return { options, right: 0, fold, paragraphs, source }
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

function optionOf({ all }: Candidates, measured: Float32Array, at: number): Option {
  const own = measured.subarray(at * features.length, (at + 1) * features.length)
  return {
    from: kinds.indexOf(all[at]?.kind ?? 'fact') * width,
    values: Float64Array.from([...own, 1]),
  }
}
