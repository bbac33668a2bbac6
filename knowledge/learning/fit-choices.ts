import { softmax } from '../search/softmax.js'

/** What speaks for an option: features side by side, the first of them at `from`; the others are 0. */
export interface Option {
  readonly from: number
  readonly values: Float64Array
}

/** One choice: its options, which of them was right, and how much it counts; 1 unless told. */
export interface Choice {
  readonly options: readonly Option[]
  readonly right: number
  readonly weight?: number
}

/** How strongly weights are held to zero, on features of unit variance. */
const ridge = 1e-4
/** Newton's method on a convex function: more steps change nothing. */
const steps = 25
/** Below these a change of the loss, a variance and a step are nothing. */
const nothing = { loss: 1e-8, variance: 1e-9, step: 1e-4 }

/**
 * Fits weights w so that softmax(w · x) over a choice's options gives the right one as much
 * probability as possible: the conditional logit of McFadden (1974), held to zero by a ridge, by
 * Newton's method with halved steps. A logistic regression is the choice between x and nothing.
 * @param count the number of features
 */
export function fitChoices(choices: readonly Choice[], count: number): Float64Array {
  const scale = deviations(choices, count)
  const total = choices.reduce((sum, { weight = 1 }) => sum + weight, 0)
  const scaled = choices.map(({ options, right, weight = 1 }) => ({
    right,
    weight: weight / total,
    options: options.map(({ from, values }) => ({
      from,
      values: values.map((x, k) => x / (scale[from + k] ?? 1)),
    })),
  }))
  let weights: Float64Array = new Float64Array(count)
  let loss = lossOf(scaled, weights)
  for (let step = 0; step < steps; step++) {
    const change = newtonStep(scaled, weights)
    let [length, next, then] = [1, weights, loss]
    // A whole step may lead too far where the curve flattens.
    do {
      const part = length
      next = weights.map((weight, k) => weight - part * (change[k] ?? 0))
      then = lossOf(scaled, next)
      length /= 2
    } while (then > loss && length > nothing.step)
    if (then > loss - nothing.loss) break
    weights = next
    loss = then
  }
  return weights.map((weight, k) => weight / (scale[k] ?? 1))
}

/** What an option scores under weights. */
export function scoreOf({ from, values }: Option, weights: Float64Array): number {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += (values[k] ?? 0) * (weights[from + k] ?? 0)
  return sum
}

function probabilitiesOf(options: readonly Option[], weights: Float64Array): Float64Array {
  return softmax(options.map((option) => scoreOf(option, weights)))
}

function lossOf(choices: readonly Weighed[], weights: Float64Array): number {
  const surprise = choices.reduce((sum, { options, right, weight }) => {
    const likely = probabilitiesOf(options, weights)[right] ?? 0
    return sum - weight * Math.log(Math.max(likely, Number.MIN_VALUE))
  }, 0)
  const size = weights.reduce((sum, weight) => sum + weight * weight, 0)
  return surprise + ridge * size
}

interface Sums {
  readonly weights: Float64Array
  readonly gradient: Float64Array
  /** The lower half of a symmetric matrix. */
  readonly hessian: readonly Float64Array[]
}

/** The weights of all choices add up to 1. */
type Weighed = Required<Choice>

function newtonStep(choices: readonly Weighed[], weights: Float64Array): Float64Array {
  const gradient = weights.map((weight) => 2 * ridge * weight)
  const hessian = Array.from(weights, (_, k) =>
    new Float64Array(weights.length).fill(2 * ridge, k, k + 1),
  )
  for (const choice of choices) addChoice(choice, { weights, gradient, hessian })
  return solve(hessian, gradient)
}

/** Adds a choice's gradient, E[x] - x of the right one, and its Hessian, E[x xᵀ] - E[x] E[x]ᵀ. */
function addChoice(
  { options, right, weight: share }: Weighed,
  { weights, gradient, hessian }: Sums,
): void {
  const likely = probabilitiesOf(options, weights)
  const mean = new Float64Array(weights.length)
  for (const [at, { from, values }] of options.entries()) {
    const p = likely[at] ?? 0
    for (let k = 0; k < values.length; k++) {
      const left = p * (values[k] ?? 0)
      const row = hessian[from + k]
      if (left === 0 || !row) continue
      mean[from + k] = (mean[from + k] ?? 0) + left
      for (let m = 0; m <= k; m++)
        row[from + m] = (row[from + m] ?? 0) + share * left * (values[m] ?? 0)
    }
  }
  const { from, values } = options[right] ?? { from: 0, values: mean }
  for (let k = 0; k < mean.length; k++) {
    const row = hessian[k]
    const own = mean[k] ?? 0
    gradient[k] = (gradient[k] ?? 0) + share * (own - (values[k - from] ?? 0))
    if (own === 0 || !row) continue
    for (let m = 0; m <= k; m++) row[m] = (row[m] ?? 0) - share * own * (mean[m] ?? 0)
  }
}

function deviations(choices: readonly Choice[], count: number): Float64Array {
  const [sum, squares] = [new Float64Array(count), new Float64Array(count)]
  let options = 0
  for (const { from, values } of choices.flatMap((choice) => choice.options)) {
    options++
    for (const [k, x] of values.entries()) {
      sum[from + k] = (sum[from + k] ?? 0) + x
      squares[from + k] = (squares[from + k] ?? 0) + x * x
    }
  }
  return sum.map((total, k) => {
    const variance = (squares[k] ?? 0) / options - (total / options) ** 2
    return variance > nothing.variance ? Math.sqrt(variance) : 1
  })
}

/** Solves A x = b for a symmetric positive definite A, of which the lower half is given, after Cholesky. */
function solve(lower: readonly Float64Array[], right: Float64Array): Float64Array {
  const size = right.length
  const factor = lower.map((row) => row.slice())
  const at = (row: number, column: number) => factor[row]?.[column] ?? 0
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = at(row, column)
      for (let k = 0; k < column; k++) sum -= at(row, k) * at(column, k)
      const pivot = Math.sqrt(Math.max(sum, nothing.variance))
      const own = factor[row]
      if (own) own[column] = row === column ? pivot : sum / at(column, column)
    }
  }
  const between = new Float64Array(size)
  for (let row = 0; row < size; row++) {
    let sum = right[row] ?? 0
    for (let k = 0; k < row; k++) sum -= at(row, k) * (between[k] ?? 0)
    between[row] = sum / at(row, row)
  }
  const solution = new Float64Array(size)
  for (let row = size - 1; row >= 0; row--) {
    let sum = between[row] ?? 0
    for (let k = row + 1; k < size; k++) sum -= at(k, row) * (solution[k] ?? 0)
    solution[row] = sum / at(row, row)
  }
  return solution
}
