import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Choice, fitChoices, scoreOf } from '../../../knowledge/learning/fit-choices.js'
import { fitLabels, sharesOf } from '../../../knowledge/learning/fit-labels.js'
import { foldOf, folds } from '../../../knowledge/learning/folds.js'
import { softmax } from '../../../knowledge/search/softmax.js'

/** Numbers between 0 and 1 that look like chance and are the same in every run (Lehmer 1951). */
function chance(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}

/** Choices among three options, decided by chance as the weights have it. */
function choicesOf(weights: readonly number[], count: number): Choice[] {
  const next = chance(7)
  return Array.from({ length: count }, () => {
    const options = Array.from({ length: 3 }, () => ({
      from: 0,
      values: Float64Array.from(weights, () => next() * 2 - 1),
    }))
    const shares = softmax(options.map((one) => scoreOf(one, Float64Array.from(weights))))
    const [first = 0, second = 0] = shares
    const drawn = next()
    return { options, right: drawn < first ? 0 : drawn < first + second ? 1 : 2 }
  })
}

/** The weights of a logistic regression with the same ridge, by plain gradient descent. */
function logistic(rows: readonly { readonly x: number; readonly isRight: boolean }[]) {
  let [bias, weight] = [0, 0]
  for (let step = 0; step < 20_000; step++) {
    let [byBias, byWeight] = [0, 0]
    for (const { x, isRight } of rows) {
      const error = 1 / (1 + Math.exp(-bias - weight * x)) - Number(isRight)
      byBias += error / rows.length
      byWeight += (error * x) / rows.length
    }
    bias -= byBias
    weight -= byWeight
  }
  return { bias, weight }
}

describe('fitting choices', () => {
  it('finds the weights that made-up choices were made by', () => {
    const known = [2, -1, 0.5, 0]
    const fitted = fitChoices(choicesOf(known, 8000), known.length)
    for (const [at, weight] of known.entries()) {
      expect(Math.abs((fitted[at] ?? NaN) - weight)).toBeLessThan(0.15)
    }
  })

  it('agrees with a logistic regression where one of two options is nothing', () => {
    const next = chance(11)
    const rows = Array.from({ length: 500 }, () => {
      const x = next() * 4 - 2
      return { x, isRight: next() < 1 / (1 + Math.exp(-0.5 - 1.5 * x)) }
    })
    const nothing = { from: 0, values: new Float64Array(2) }
    const choices = rows.map(({ x, isRight }) => ({
      options: [{ from: 0, values: Float64Array.of(x, 1) }, nothing],
      right: isRight ? 0 : 1,
    }))
    const [weight = NaN, bias = NaN] = fitChoices(choices, 2)
    const plain = logistic(rows)
    expect(weight).toBeCloseTo(plain.weight, 1)
    expect(bias).toBeCloseTo(plain.bias, 1)
  })

  it('gives a feature that never differs no weight, and stays finite where one decides alone', () => {
    const choices = [1, 2, 3].map((x) => ({
      options: [
        { from: 0, values: Float64Array.of(x, 1) },
        { from: 0, values: Float64Array.of(-x, 1) },
      ],
      right: 0,
    }))
    const [decisive = NaN, same = NaN] = fitChoices(choices, 2)
    expect(Number.isFinite(decisive) && decisive > 0).toBe(true)
    expect(same).toBeCloseTo(0, 6)
  })

  it('weighs the features of two kinds apart: three times as often right is log 3 more', () => {
    const choices = Array.from({ length: 400 }, (_, at) => ({
      options: [0, 1].map((from) => ({ from, values: Float64Array.of(1) })),
      right: at % 4 === 0 ? 1 : 0,
    }))
    const [often = NaN, seldom = NaN] = fitChoices(choices, 2)
    expect(often - seldom).toBeCloseTo(Math.log(3), 2)
  })
})

describe('fitting labels', () => {
  const texts = Array.from({ length: 200 }, (_, at) => ({ cues: [0, 1 + (at % 3)], label: at % 3 }))

  it('learns which label a cue stands for, in shares that add up to 1', () => {
    const weights = fitLabels(texts, { cues: 4, labels: 3 })
    for (const label of [0, 1, 2]) {
      const shares = sharesOf([0, 1 + label], weights)
      expect(shares[label]).toBeGreaterThan(0.9)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    }
  })

  it('gives the same weights for the same texts, and none to a cue that is never used', () => {
    const [once, twice] = [0, 1].map(() => fitLabels(texts, { cues: 5, labels: 3 }))
    expect(once).toEqual(twice)
    expect([...(once?.[4] ?? [])]).toEqual([0, 0, 0])
  })
})

describe('folds', () => {
  it('are the same in every run', () => {
    expect(['cocaine', 'refco', 'gap-film', ''].map(foldOf)).toEqual([4, 0, 1, 1])
  })

  it('hold every group in one of five parts, of about the same size', () => {
    fc.assert(
      fc.property(fc.string(), (group) => {
        expect(Number.isInteger(foldOf(group)) && foldOf(group) < folds).toBe(true)
      }),
    )
    const parts = Array.from({ length: 5000 }, (_, at) => foldOf(`fact-${at}`))
    const counts = Array.from(
      { length: folds },
      (_, fold) => parts.filter((part) => part === fold).length,
    )
    expect(counts.every((count) => count > 800 && count < 1200)).toBe(true)
  })
})
