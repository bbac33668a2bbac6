import { z } from 'zod'

const count = z.number().int().positive()

const schema = z
  .object({
    model_type: z.literal('bert'),
    hidden_act: z.literal('gelu'),
    position_embedding_type: z.literal('absolute').default('absolute'),
    num_hidden_layers: count,
    num_attention_heads: count,
    hidden_size: count,
    intermediate_size: count,
    vocab_size: count,
    type_vocab_size: count,
    max_position_embeddings: count,
    layer_norm_eps: z.number().positive(),
  })
  .refine((c) => c.hidden_size % c.num_attention_heads === 0, 'heads do not divide hidden_size')

/** The sizes of a BERT encoder, under the names that its config.json gives them. */
export type BertConfig = z.infer<typeof schema>

/** Reads the text of a BERT config.json; throws when it is another kind of model. */
export function readBertConfig(text: string): BertConfig {
  const checked = schema.safeParse(JSON.parse(text))
  if (checked.success) return checked.data
  throw new Error(`Model: config.json is not a BERT encoder's: ${z.prettifyError(checked.error)}`)
}
