import proto from 'onnx-proto'

const { onnx } = proto
const OPSET = 17
const IR_VERSION = 8
// The runtime's graph optimiser wants to read small constants and can't when they lie outside.
const LARGE = 16_384
const { FLOAT, INT64, INT8 } = onnx.TensorProto.DataType
const { FLOAT: FRACTION, INT, INTS } = onnx.AttributeProto.AttributeType
const { EXTERNAL } = onnx.TensorProto.DataLocation

type Values = Float32Array | BigInt64Array | Int8Array
type Attribute = number | readonly number[] | { readonly float: number }
type Shape = readonly (string | number)[]

/** Keeps large constants outside the model's own bytes. */
export interface LargeConstants {
  /** Takes a constant's bytes and says where they lie: TensorProto.external_data of onnx.proto3. */
  append(bytes: Uint8Array): { key: string; value: string }[]
}

/**
 * Collects the operators and constants of one ONNX graph; each method returns the name by which
 * later operators read the value. Protocol: onnx.proto3, opset 17.
 */
export class OnnxGraph {
  private readonly nodes: proto.onnx.INodeProto[] = []
  private readonly constants = new Map<string, proto.onnx.ITensorProto>()

  /** @param large keeps the large constants; left out, they are part of the model's own bytes. */
  constructor(private readonly large?: LargeConstants) {}

  /** Adds an operator and names its first output. */
  add(op: string, input: readonly string[], attributes: Record<string, Attribute> = {}): string {
    return this.addAll(op, { input, outputs: 1 }, attributes)[0] ?? ''
  }

  /** Adds an operator and names each of its outputs. */
  addAll(
    opType: string,
    { input, outputs }: { input: readonly string[]; outputs: number },
    attributes: Record<string, Attribute> = {},
  ): string[] {
    const name = `${opType}_${this.nodes.length}`
    const output = Array.from({ length: outputs }, (_, i) => `${name}:${i}`)
    const attribute = Object.entries(attributes).map(toAttribute)
    this.nodes.push({ name, opType, input: [...input], output, attribute })
    return output
  }

  /** Adds a constant of the given shape, row-major; without a shape it is a single number. */
  constant(name: string, values: Values, shape: readonly number[] = []): string {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
    const tensor = { name, dims: [...shape], dataType: dataType(values) }
    const outside = bytes.length < LARGE ? undefined : this.large?.append(bytes)
    const place = outside ? { externalData: outside, dataLocation: EXTERNAL } : { rawData: bytes }
    this.constants.set(name, { ...tensor, ...place })
    return name
  }

  /** Adds a list of whole numbers, as shapes and axes need; equal lists are shared. */
  ints(...values: number[]): string {
    const name = `ints_${values.join('_')}`
    return this.constant(name, BigInt64Array.from(values, BigInt), [values.length])
  }

  /** Adds a single float32; equal ones are shared. */
  float(value: number): string {
    return this.constant(`float_${value}`, Float32Array.of(value))
  }

  /** The model's bytes. Inputs: int64 [batch, sequence]; output: float32 [batch, sequence, width]. */
  encode(inputs: readonly string[], output: { name: string; from: string; width: number }) {
    const { name, from, width } = output
    const end = { opType: 'Identity', input: [from], output: [name] }
    const graph = {
      name: 'encoder',
      node: [...this.nodes, end],
      initializer: [...this.constants.values()],
      input: inputs.map((input) => valueInfo(input, INT64, ['batch', 'sequence'])),
      output: [valueInfo(name, FLOAT, ['batch', 'sequence', width])],
    }
    const opsetImport = [{ domain: '', version: OPSET }]
    return onnx.ModelProto.encode({ irVersion: IR_VERSION, opsetImport, graph }).finish()
  }
}

function dataType(values: Values): number {
  if (values instanceof Float32Array) return FLOAT
  return values instanceof Int8Array ? INT8 : INT64
}

function toAttribute([name, value]: [string, Attribute]): proto.onnx.IAttributeProto {
  if (typeof value === 'number') return { name, type: INT, i: value }
  if ('float' in value) return { name, type: FRACTION, f: value.float }
  return { name, type: INTS, ints: [...value] }
}

function valueInfo(name: string, elemType: number, shape: Shape): proto.onnx.IValueInfoProto {
  const dim = shape.map((d) => (typeof d === 'string' ? { dimParam: d } : { dimValue: d }))
  return { name, type: { tensorType: { elemType, shape: { dim } } } }
}
