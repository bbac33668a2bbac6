import { type BearingWeights, Verifier, type VerifierParts } from '../citation/verifier.js'
import type { Knowledge } from '../knowledge.js'
import type { Embedder } from '../model/embedder.js'
import { fingerprintOf, type Lesson, lessonsOf } from './bearing-lessons.js'
import { fitChoices } from './fit-choices.js'
import { foldOf, folds } from './folds.js'

/**
 * The share of borne sentences that may be taken for not borne: two in a hundred may be left out
 * wrongly in all, of which the exact checks take less than one.
 */
const mayDrop = 0.008

/** A lesson with what is measured of it, in the order of the names. */
interface Measured extends Lesson {
  readonly values: readonly number[]
}

/**
 * Learns from written answers, and from the facts held to their own and to other paragraphs, when a
 * text bears a sentence as far as that isn't exact.
 * @param answers the text of written-answers.jsonl
 * @returns the weights, and which share of sentences left out is let through, by whether it should be
 */
export async function learnBearing(
  answers: string,
  knowledge: Pick<Knowledge, 'passages' | 'facts' | 'namingOf'>,
  embedder: VerifierParts['embedder'] & Pick<Embedder, 'fingerprint'>,
) {
  const { passages, namingOf } = knowledge
  const learned = { bias: 0, weights: {}, threshold: 1 }
  const verifier = new Verifier({ passages, embedder, namingOf, learned })
  const lessons = lessonsOf(answers, knowledge)
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
