import { type Ask, asks, type Slot, slots } from '../facts/asks.js'
import type { Facts } from '../facts/open-facts.js'
import { type AskingWeights, createAskClassifier, cuesOf } from '../search/slots.js'
import { fitLabels } from './fit-labels.js'
import { foldOf, folds } from './folds.js'

/** A word or pair of words that fewer questions hold than this tells nothing that holds elsewhere. */
const leastUses = 40

interface Labelled {
  readonly text: string
  /** Absent where only what would fill the answer is known. */
  readonly ask?: Ask
  /** Questions that no single statement answers ask for no single thing. */
  readonly slot: Slot
  readonly fold: number
}

/** What was learned from all questions, and for each part from the others. */
export interface LearnedAsking {
  readonly weights: AskingWeights
  readonly withoutFold: readonly AskingWeights[]
  /** The share of questions left out whose label is found. */
  readonly figures: { readonly ask: number; readonly slot: number }
}

/** Learns from the labelled questions what a question's words tell of what it asks. */
export function learnAsking({ phrasings, broad, gaps }: Facts): LearnedAsking {
  const all: Labelled[] = [
    ...[...phrasings].flatMap(([id, list]) =>
      list.map((phrasing) => ({ ...phrasing, fold: foldOf(id) })),
    ),
    ...broad.flatMap(({ id, ask, questions }) =>
      questions.map((text) => ({ text, ask, slot: 'any' as const, fold: foldOf(id) })),
    ),
    ...gaps.flatMap(({ id, questions, slot, nearby }) =>
      slot === undefined
        ? []
        : questions.map((text) => ({ text, slot, fold: foldOf(nearby ?? id) })),
    ),
  ]
  const withoutFold = Array.from({ length: folds }, (_, fold) =>
    weightsOf(all.filter((one) => one.fold !== fold)),
  )
  const classifiers = withoutFold.map(createAskClassifier)
  const hits = all.map(({ text, ask, slot, fold }) => {
    const asked = classifiers[fold]?.(text)
    return {
      ask: asked && (ask === undefined || likeliest(asked.asks) === ask),
      slot: asked && likeliest(asked.slots) === slot,
    }
  })
  const share = (name: 'ask' | 'slot') => hits.filter((hit) => hit[name]).length / hits.length
  return {
    weights: weightsOf(all),
    withoutFold,
    figures: { ask: share('ask'), slot: share('slot') },
  }
}

/** The name with the highest share. */
function likeliest<Name extends string>(shares: Readonly<Record<Name, number>>): string {
  return Object.entries<number>(shares).reduce((best, one) => (one[1] > best[1] ? one : best))[0]
}

function weightsOf(all: readonly Labelled[]): AskingWeights {
  const uses = new Map<string, number>()
  const cues = all.map(({ text }) => cuesOf(text))
  for (const cue of cues.flat()) uses.set(cue, (uses.get(cue) ?? 0) + 1)
  const kept = [...uses].filter(([, count]) => count >= leastUses).map(([cue]) => cue)
  const numbers = new Map(kept.map((cue, at) => [cue, at]))
  const numbered = cues.map((list) => list.flatMap((cue) => numbers.get(cue) ?? []))
  const fit = (labels: readonly string[], label: (one: Labelled) => string | undefined) => {
    const texts = all.flatMap((one, at) => {
      const name = label(one)
      return name === undefined ? [] : [{ cues: numbered[at] ?? [], label: labels.indexOf(name) }]
    })
    const weights = fitLabels(texts, { cues: kept.length, labels: labels.length })
    return Object.fromEntries(
      kept.map((cue, at) => [cue, Array.from(weights[at] ?? [], (x) => Math.round(x * 100) / 100)]),
    )
  }
  return { asks: fit(asks, ({ ask }) => ask), slots: fit(slots, ({ slot }) => slot) }
}
