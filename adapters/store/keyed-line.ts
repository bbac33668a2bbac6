import { z } from 'zod'
import type { ReadLine } from './disk.js'
import { jsonLine } from './line-file.js'

/** One line of a keyed store's file: what was done under a name, when and by which writing. */
export type KeyedRecord<Value> = {
  readonly key: string
  readonly at: number
  readonly by: string
  readonly owners: readonly string[]
} &
  /** `first` counts only where there is nothing under the name. */
  ({ readonly kind: 'put' | 'first'; readonly value: Value } | { readonly kind: 'gone' })

/** Makes a reader of lines whose values are of a shape. */
export function keyedLine<Value>(value: z.ZodType<Value>): ReadLine<KeyedRecord<Value>> {
  const common = {
    key: z.string().min(1),
    at: z.number(),
    by: z.string(),
    owners: z.array(z.string()).default([]),
  }
  const shape = z.discriminatedUnion('kind', [
    z.object({ ...common, kind: z.enum(['put', 'first']), value }),
    z.object({ ...common, kind: z.literal('gone') }),
  ])
  return jsonLine(z.preprocess(ofEarlierReleases, shape))
}

/** Earlier releases kept one thing under keys: which conversations were greeted. */
function ofEarlierReleases(line: unknown): unknown {
  if (typeof line !== 'object' || line === null || !('greeted' in line)) return line
  const key = line.greeted
  return { kind: 'put', key, at: 0, by: '', owners: [key], value: true }
}
