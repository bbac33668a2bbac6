import proto from 'onnx-proto'
import runtime from 'onnxruntime-node'
import type { VectorIndex } from './vector-index.js'

const { onnx } = proto
const { InferenceSession, Tensor } = runtime
const { FLOAT } = onnx.TensorProto.DataType

/** Gives the cosine of a normalised query with every normalised row of an index, in order. */
export type Scan = (query: Float32Array) => Promise<Float32Array>

/**
 * Opens an exact scan of an index. One matrix product in the engine that also runs the model: the
 * forward pass leaves nothing of the index in the processor's caches, and a loop in JavaScript
 * then takes four times as long. Of vectors side by side the engine adds up many at once, a third
 * quicker than one after the other.
 */
export async function openScan({ dimensions, rows, vectors }: VectorIndex): Promise<Scan> {
  // A second pool of threads would spin beside the model's own and slow both.
  const alone = { intraOpNumThreads: 1, interOpNumThreads: 1 }
  const session = await InferenceSession.create(product(dimensions), alone)
  const columns = new Tensor('float32', vectors, [dimensions, rows])
  return async (vector) => {
    const query = new Tensor('float32', vector, [1, dimensions])
    const { scores } = await session.run({ query, columns })
    if (scores?.data instanceof Float32Array) return scores.data
    throw new Error('Index: the scan gave no scores.')
  }
}

/** An ONNX graph (opset 17) of one operator: query [1, width] times columns [width, n]. */
function product(width: number): Uint8Array {
  const graph = {
    name: 'scan',
    node: [{ opType: 'MatMul', input: ['query', 'columns'], output: ['scores'] }],
    input: [matrix('query', 1, width), matrix('columns', width, 'n')],
    output: [matrix('scores', 1, 'n')],
  }
  const opsetImport = [{ domain: '', version: 17 }]
  return onnx.ModelProto.encode({ irVersion: 8, opsetImport, graph }).finish()
}

function matrix(name: string, ...shape: (string | number)[]) {
  const dim = shape.map((d) => (typeof d === 'string' ? { dimParam: d } : { dimValue: d }))
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } }
}
