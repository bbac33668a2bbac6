import type { WeightedLayers } from './bert-encoder.js'
import { Fp32Layers } from './fp32-layers.js'
import type { OnnxGraph } from './onnx-graph.js'
import { transpose } from './transpose.js'
import type { Matrix, Weights } from './weights.js'

const TOP = 127
// Processors without VNNI add two products in 16 bits; 7-bit weights can't overflow there.
const TOP_IN_PRODUCTS = 63
// GELU's few large outputs would take all the steps: rounding there costs the most similarity.
const AFTER_GELU = /^encoder\.layer\.\d+\.output\.dense$/
const TO_FLOAT = { to: 1 }

/** Layers with 8-bit weights; activations are rounded as they come (DynamicQuantizeLinear). */
export class Int8Layers implements WeightedLayers {
  private readonly exact: Fp32Layers
  private readonly rounded = new Map<string, string[]>()

  constructor(
    private readonly graph: OnnxGraph,
    private readonly weights: Weights,
    epsilon: number,
  ) {
    this.exact = new Fp32Layers(graph, weights, epsilon)
  }

  lookup(name: string, ids: string): string {
    const matrix = this.weights.matrix(`${name}.weight`)
    const { values, scales } = quantizeRows(matrix, TOP)
    const { rows, columns } = matrix
    const table = this.graph.constant(`${name}.steps`, values, [rows, columns])
    const scale = this.graph.constant(`${name}.scales`, scales, [rows, 1])
    const steps = this.graph.add('Cast', [this.graph.add('Gather', [table, ids])], TO_FLOAT)
    return this.graph.add('Mul', [steps, this.graph.add('Gather', [scale, ids])])
  }

  table(name: string): string {
    return this.exact.table(name)
  }

  dense(name: string, x: string): string {
    if (AFTER_GELU.test(name)) return this.exact.dense(name, x)
    const matrix = this.weights.matrix(`${name}.weight`)
    const { rows, columns } = matrix
    const { values, scales } = quantizeRows(matrix, TOP_IN_PRODUCTS)
    const steps = this.graph.constant(`${name}.steps`, transpose(values, rows), [columns, rows])
    const scale = this.graph.constant(`${name}.scales`, scales, [rows])
    const [q = '', xScale = '', xZero = ''] = this.round(x)
    const sum = this.graph.add('MatMulInteger', [q, steps, xZero])
    const unit = this.graph.add('Mul', [xScale, scale])
    const product = this.graph.add('Mul', [this.graph.add('Cast', [sum], TO_FLOAT), unit])
    const bias = this.weights.vector(`${name}.bias`)
    return this.graph.add('Add', [product, this.graph.constant(`${name}.bias`, bias, [rows])])
  }

  norm(name: string, x: string): string {
    return this.exact.norm(name, x)
  }

  /** Quantised x, its scale and its zero point; query, key and value share one rounding. */
  private round(x: string): string[] {
    const known = this.rounded.get(x)
    if (known) return known
    const parts = this.graph.addAll('DynamicQuantizeLinear', { input: [x], outputs: 3 })
    this.rounded.set(x, parts)
    return parts
  }
}

/** Signed bytes of a matrix and, for each of its rows, what one step is worth. */
interface QuantizedRows {
  readonly values: Int8Array
  readonly scales: Float32Array
}

/** Rounds each row to whole steps from -`top` to `top`, its largest number being `top` steps. */
function quantizeRows({ values, rows, columns }: Matrix, top: number): QuantizedRows {
  const quantized = new Int8Array(values.length)
  const scales = new Float32Array(rows)
  for (let row = 0; row < rows; row += 1) {
    const start = row * columns
    const scale = largest(values, start, start + columns) / top || 1
    scales[row] = scale
    for (let i = start; i < start + columns; i += 1) {
      quantized[i] = Math.round((values[i] ?? 0) / scale)
    }
  }
  return { values: quantized, scales }
}

function largest(values: Float32Array, from: number, to: number): number {
  let max = 0
  for (let i = from; i < to; i += 1) max = Math.max(max, Math.abs(values[i] ?? 0))
  return max
}
