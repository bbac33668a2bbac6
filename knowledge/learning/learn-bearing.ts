import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Passage } from '../citation/passage.js'
import { type BearingWeights, Verifier, type VerifierParts } from '../citation/verifier.js'
import { openNaming } from '../entities/naming.js'
import { placesOf } from '../facts/schema.js'
import type { Knowledge } from '../knowledge.js'
import type { Embedder } from '../model/embedder.js'
import { fitChoices } from './fit-choices.js'
import { foldOf, folds } from './folds.js'

/** Answers with a known fault in every second one, written by hand for the built-in document. */
const answersFile = new URL('written-answers.jsonl', import.meta.url)

/**
 * The share of borne sentences that may be taken for not borne: two in a hundred may be left out
 * wrongly in all, of which the exact checks take less than one.
 */
const mayDrop = 0.012

const answerSchema = z.object({
  id: z.string(),
  sentences: z.array(z.object({ text: z.string(), paragraphs: z.array(z.number()) })),
  fault: z.object({ kind: z.string(), sentence: z.number() }).optional(),
})

/** A sentence, what it cites, and whether that bears it. */
interface Lesson {
  readonly group: string
  readonly text: string
  readonly passages: readonly Passage[]
  readonly isBorne: boolean
  /** Whether it is an answer's, and not made of a fact. */
  readonly isAnswers: boolean
}

/** A lesson with what is measured of it, in the order of the names. */
interface Measured extends Lesson {
  readonly values: readonly number[]
}

/**
 * Learns from written answers, and from the facts held to their own and to other paragraphs, when a
 * text bears a sentence as far as that isn't exact.
 * @returns the weights, and which share of sentences left out is let through, by whether it should be
 */
export async function learnBearing(
  knowledge: Pick<Knowledge, 'passages' | 'facts' | 'knownAs'>,
  embedder: VerifierParts['embedder'] & Pick<Embedder, 'fingerprint'>,
) {
  const { passages, knownAs } = knowledge
  const learned = { bias: 0, weights: {}, threshold: 1 }
  const namingOf = openNaming(passages, knownAs)
  const verifier = new Verifier({ passages, embedder, namingOf, learned })
  const lessons = await lessonsOf(knowledge)
  const open = lessons.filter(
    ({ text, passages: cited }) => verifier.exactFaults(text, cited).length === 0,
  )
  let names: readonly string[] = []
  const measured: Measured[] = []
  for (const lesson of open) {
    const signals = await verifier.signalsOf(lesson.text, lesson.passages)
    names = Object.keys(signals)
    measured.push({ ...lesson, values: Object.values(signals) })
  }
  const chances = leftOut(measured)
  const borne = chances.filter(({ one }) => one.isBorne && one.isAnswers)
  const sorted = borne.map(({ chance }) => chance).toSorted((a, b) => b - a)
  const threshold = sorted[Math.floor(sorted.length * mayDrop)] ?? 1
  return {
    from: fingerprintOf(lessons, embedder),
    ...weightsFrom(fit(measured), names, threshold),
    figures: {
      sentences: lessons.length,
      exact: lessons.length - open.length,
      dropped: shareOf(borne, threshold),
      caught: shareOf(
        chances.filter(({ one }) => !one.isBorne && one.isAnswers),
        threshold,
      ),
    },
  }
}

/** Names what the weights are learned from: the model and every lesson, in order. */
export function fingerprintOf(
  lessons: readonly Lesson[],
  { fingerprint }: Pick<Embedder, 'fingerprint'>,
): string {
  const hash = createHash('sha256').update(fingerprint)
  for (const { text, passages, isBorne } of lessons) {
    hash.update(`${isBorne} ${text} ${passages.map((one) => one.text).join(' ')}\n`)
  }
  return hash.digest('hex')
}

/** The sentences of written answers and of facts, each beside what it cites. */
export async function lessonsOf({
  passages,
  facts,
}: Pick<Knowledge, 'passages' | 'facts'>): Promise<Lesson[]> {
  return [...(await lessonsOfAnswers(passages)), ...lessonsOfFacts(facts.all, passages)]
}

async function lessonsOfAnswers(passages: readonly Passage[]): Promise<Lesson[]> {
  const lines = (await readFile(answersFile, 'utf8')).split('\n').filter((line) => line !== '')
  return lines.flatMap((line) => {
    const { id, sentences, fault } = answerSchema.parse(JSON.parse(line))
    return sentences.map(({ text, paragraphs }, at) => ({
      group: id,
      text,
      passages: passages.filter(({ paragraph }) => paragraphs.includes(paragraph)),
      isBorne: fault?.sentence !== at,
      isAnswers: true,
    }))
  })
}

/** Each fact's statement beside its own paragraphs, and beside the one that follows them. */
function lessonsOfFacts(facts: Knowledge['facts']['all'], passages: readonly Passage[]): Lesson[] {
  return facts.flatMap((fact) => {
    const own = new Set(placesOf(fact).map(({ paragraph }) => paragraph))
    const [last = 0] = [...own].toSorted((a, b) => b - a)
    const at = (numbers: ReadonlySet<number>) =>
      passages.filter(({ paragraph }) => numbers.has(paragraph))
    const common = { group: fact.id, text: fact.statement, isAnswers: false }
    const next = at(new Set([last + 1]))
    return [
      { ...common, passages: at(own), isBorne: true },
      ...(next.length > 0 ? [{ ...common, passages: next, isBorne: false }] : []),
    ]
  })
}

/** How likely each sentence isn't borne, judged by what the others taught. */
function leftOut(measured: readonly Measured[]) {
  return Array.from({ length: folds }, (_, fold) => {
    const weights = fit(measured.filter(({ group }) => foldOf(group) !== fold))
    const own = measured.filter(({ group }) => foldOf(group) === fold)
    return own.map((one) => ({ one, chance: chanceOf(one, weights) }))
  }).flat()
}

/** A logistic regression: the choice between the signals, with a bias, and nothing. */
function fit(measured: readonly Measured[]): Float64Array {
  const nothing = { from: 0, values: new Float64Array() }
  const width = (measured[0]?.values.length ?? 0) + 1
  const choices = measured.map(({ values, isBorne }) => ({
    options: [nothing, { from: 0, values: Float64Array.from([...values, 1]) }],
    right: isBorne ? 0 : 1,
  }))
  return fitChoices(choices, width)
}

function chanceOf({ values }: Measured, weights: Float64Array): number {
  const score = values.reduce((sum, x, k) => sum + x * (weights[k] ?? 0), weights.at(-1) ?? 0)
  return 1 / (1 + Math.exp(-score))
}

function weightsFrom(
  fitted: Float64Array,
  names: readonly string[],
  threshold: number,
): BearingWeights {
  const weights = Object.fromEntries(names.map((name, at) => [name, round(fitted[at] ?? 0)]))
  return { bias: round(fitted.at(-1) ?? 0), weights, threshold: round(threshold) }
}

function shareOf(chances: readonly { readonly chance: number }[], threshold: number): number {
  const dropped = chances.filter(({ chance }) => chance >= threshold).length
  return round(dropped / Math.max(chances.length, 1))
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
