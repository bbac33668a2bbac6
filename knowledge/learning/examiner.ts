import { paragraphKey } from '../citation/passage.js'
import type { Read } from '../read-knowledge.js'
import { answerSignalsOf, type LeftOut } from '../search/answer-signals.js'
import { type AnswerWeights, bestKindOf } from '../search/answerability.js'
import { rankedBy } from '../search/ranked.js'
import { type Learned, openSearchable } from '../search/searchable.js'
import { type AskingWeights, createAskClassifier } from '../search/slots.js'
import { openScan } from '../search/open-scan.js'
import type { Unit } from '../search/units.js'
import { buildNovelty } from '../search/vocabulary.js'
import { foldOf } from './folds.js'

/** A question that was asked: what answers it best, its signals, and whether it has an answer. */
export interface Case {
  readonly best: keyof AnswerWeights
  readonly signals: Float64Array
  readonly isAnswerable: boolean
  readonly fold: number
}

/** What was learned before: it is what the signals are measured by. */
export interface LearnedBefore extends Pick<Learned, 'ranking' | 'meaning'> {
  readonly withoutFold: readonly AskingWeights[]
}

interface Examined {
  readonly text: string
  /** What it is judged with. */
  readonly near: string
  readonly vector: Float32Array
  readonly left?: LeftOut
}

/** Asks a question and measures what it finds. */
type Examiner = (one: Examined) => Promise<Case>

/**
 * Makes what asks questions over the knowledge as it was learned.
 * @param raw paragraphs without their facts
 */
export async function examinerOf(
  { knowledge, units, index }: Read,
  { withoutFold, ...weights }: LearnedBefore,
  raw: ReadonlySet<string>,
): Promise<Examiner> {
  const scan = await openScan(index)
  const isKept = ({ source, place }: Unit) =>
    source !== 'phrasing' || !place || !raw.has(paragraphKey(place))
  const novelty = buildNovelty(units.filter(isKept))
  const learned = {
    ...weights,
    asking: { asks: {}, slots: {} },
    answering: {} as never,
    following: {} as never,
  }
  const searched = openSearchable(units, { ...knowledge, novelty, learned }, { factsOf: raw })
  const classifiers = withoutFold.map(createAskClassifier)
  return async ({ text, near, vector, left }) => {
    const fold = foldOf(near)
    const classify = classifiers[fold] ?? searched.classify
    const ranked = rankedBy(
      { text, cosines: await scan(vector), ...(left && { left }) },
      { ...searched, classify },
    )
    return {
      best: bestKindOf(ranked),
      signals: answerSignalsOf(ranked),
      isAnswerable: left?.gap === undefined,
      fold,
    }
  }
}
