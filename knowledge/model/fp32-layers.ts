import type { WeightedLayers } from './bert-encoder.js'
import type { OnnxGraph } from './onnx-graph.js'
import { transpose } from './transpose.js'
import type { Weights } from './weights.js'

/** Layers with float32 weights: as exact as the stored weights. */
export class Fp32Layers implements WeightedLayers {
  constructor(
    private readonly graph: OnnxGraph,
    private readonly weights: Weights,
    private readonly epsilon: number,
  ) {}

  lookup(name: string, ids: string): string {
    return this.graph.add('Gather', [this.table(name), ids])
  }

  table(name: string): string {
    const { values, rows, columns } = this.weights.matrix(`${name}.weight`)
    return this.graph.constant(`${name}.weight`, values, [rows, columns])
  }

  dense(name: string, x: string): string {
    const { rows, columns, ...stored } = this.weights.matrix(`${name}.weight`)
    const turned = transpose(stored.values, rows)
    const weight = this.graph.constant(`${name}.weight`, turned, [columns, rows])
    const product = this.graph.add('MatMul', [x, weight])
    return this.graph.add('Add', [product, this.vector(`${name}.bias`)])
  }

  norm(name: string, x: string): string {
    const input = [x, this.vector(`${name}.weight`), this.vector(`${name}.bias`)]
    return this.graph.add('LayerNormalization', input, { epsilon: { float: this.epsilon } })
  }

  private vector(name: string): string {
    const values = this.weights.vector(name)
    return this.graph.constant(name, values, [values.length])
  }
}
