import type { BertConfig } from './bert-config.js'
import type { OnnxGraph } from './onnx-graph.js'

/** Adds layers with stored weights to a graph; how they are stored (fp32, int8) is its own affair. */
export interface WeightedLayers {
  /** Rows of an embedding table at the given int64 positions: [...ids, hidden]. */
  lookup(table: string, ids: string): string
  /** The whole of a small table as a constant of [rows, hidden]. */
  table(name: string): string
  /** x · W + b over the last axis. */
  dense(layer: string, x: string): string
  /** Layer normalisation over the last axis. */
  norm(layer: string, x: string): string
}

const MASKED = -1e9

/**
 * The ONNX bytes of a BERT encoder: int64 inputs input_ids, attention_mask and token_type_ids of
 * [batch, sequence], float32 output last_hidden_state of [batch, sequence, hidden], the names that
 * a feature-extraction pipeline looks for. Architecture: Devlin et al. 2018, with GELU by Erf.
 */
export function encodeBert(
  graph: OnnxGraph,
  layers: WeightedLayers,
  config: BertConfig,
): Uint8Array {
  const mask = additiveMask(graph)
  let x = embeddings(graph, layers)
  for (let i = 0; i < config.num_hidden_layers; i += 1) {
    const name = `encoder.layer.${i}`
    const seen = attention(graph, layers, { name: `${name}.attention`, x, mask, config })
    x = feedForward(graph, layers, { name, x: seen })
  }
  return graph.encode(['input_ids', 'attention_mask', 'token_type_ids'], {
    name: 'last_hidden_state',
    from: x,
    width: config.hidden_size,
  })
}

function embeddings(graph: OnnxGraph, layers: WeightedLayers): string {
  const length = graph.add('Slice', [
    graph.add('Shape', ['input_ids']),
    graph.ints(1),
    graph.ints(2),
  ])
  const positions = graph.add('Slice', [
    layers.table('embeddings.position_embeddings'),
    graph.ints(0),
    length,
    graph.ints(0),
  ])
  const words = layers.lookup('embeddings.word_embeddings', 'input_ids')
  const types = layers.lookup('embeddings.token_type_embeddings', 'token_type_ids')
  const sum = graph.add('Add', [graph.add('Add', [words, types]), positions])
  return layers.norm('embeddings.LayerNorm', sum)
}

/** 0 where a token counts, a large negative number where it is padding: [batch, 1, 1, sequence]. */
function additiveMask(graph: OnnxGraph): string {
  const wide = graph.add('Unsqueeze', ['attention_mask', graph.ints(1, 2)])
  const kept = graph.add('Cast', [wide], { to: 1 })
  const hidden = graph.add('Sub', [graph.float(1), kept])
  return graph.add('Mul', [hidden, graph.float(MASKED)])
}

interface AttentionInput {
  readonly name: string
  readonly x: string
  readonly mask: string
  readonly config: BertConfig
}

function attention(
  graph: OnnxGraph,
  layers: WeightedLayers,
  { name, x, mask, config }: AttentionInput,
): string {
  const heads = config.num_attention_heads
  const width = config.hidden_size / heads
  const split = (part: string, perm: readonly number[]) => {
    const flat = layers.dense(`${name}.self.${part}`, x)
    return graph.add('Transpose', [graph.add('Reshape', [flat, graph.ints(0, 0, heads, width)])], {
      perm,
    })
  }
  const query = split('query', [0, 2, 1, 3])
  const products = graph.add('MatMul', [query, split('key', [0, 2, 3, 1])])
  const scaled = graph.add('Div', [products, graph.float(Math.sqrt(width))])
  const shares = graph.add('Softmax', [graph.add('Add', [scaled, mask])], { axis: -1 })
  const seen = graph.add('MatMul', [shares, split('value', [0, 2, 1, 3])])
  const joined = graph.add('Reshape', [
    graph.add('Transpose', [seen], { perm: [0, 2, 1, 3] }),
    graph.ints(0, 0, config.hidden_size),
  ])
  const mixed = layers.dense(`${name}.output.dense`, joined)
  return layers.norm(`${name}.output.LayerNorm`, graph.add('Add', [mixed, x]))
}

function feedForward(
  graph: OnnxGraph,
  layers: WeightedLayers,
  { name, x }: { name: string; x: string },
): string {
  const wide = gelu(graph, layers.dense(`${name}.intermediate.dense`, x))
  const narrow = layers.dense(`${name}.output.dense`, wide)
  return layers.norm(`${name}.output.LayerNorm`, graph.add('Add', [narrow, x]))
}

/** x · (1 + erf(x / √2)) / 2. Formula: Hendrycks and Gimpel 2016. */
function gelu(graph: OnnxGraph, x: string): string {
  const erf = graph.add('Erf', [graph.add('Div', [x, graph.float(Math.SQRT2)])])
  const weighted = graph.add('Mul', [x, graph.add('Add', [erf, graph.float(1)])])
  return graph.add('Mul', [weighted, graph.float(0.5)])
}
