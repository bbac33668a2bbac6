import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { answerSignals } from './answer-signals.js'
import { followingSignals } from './answered-following.js'
import { kinds } from './candidates.js'
import { features } from './features.js'
import { followingFeatures } from './following.js'
import { leaningSignals } from './leaning.js'
import type { Learned } from './searchable.js'

/** Where `npm run learn` writes what it learned. */
export const learnedFile = new URL('learned.json', import.meta.url)

const labels = z.record(z.string(), z.array(z.number()))
const ofKind = z.strictObject({
  bias: z.number(),
  weights: z.record(z.enum(features), z.number()),
})
const ranking = z.partialRecord(z.enum(kinds), ofKind)
const answering = z.strictObject({
  bias: z.number(),
  threshold: z.number(),
  weights: z.record(z.enum(answerSignals), z.number()),
})
const following = z.strictObject({
  leaning: z.strictObject({
    bias: z.number(),
    weights: z.record(z.enum(leaningSignals), z.number()),
  }),
  ranking: z.record(z.enum(followingFeatures), z.number()),
  answering: z.strictObject({
    bias: z.number(),
    threshold: z.number(),
    weights: z.record(z.enum(followingSignals), z.number()),
  }),
})
const schema = z.object({
  /** The fingerprint of the questions and the model that it was learned from. */
  from: z.string(),
  asking: z.strictObject({ asks: labels, slots: labels }),
  ranking,
  meaning: ranking,
  answering: z.strictObject({ fact: answering, sentence: answering }),
  following,
})

/**
 * Reads what was learned.
 * @throws Error saying which value of the file is wrong
 */
export async function openLearned(): Promise<Learned & { readonly from: string }> {
  const { data, error } = schema.safeParse(JSON.parse(await readFile(learnedFile, 'utf8')))
  if (data) return data
  const [issue] = error.issues
  throw new Error(
    `Learned: ${issue?.path.join('.') ?? ''} in knowledge/search/learned.json is wrong (${issue?.message ?? ''}). Run npm run learn.`,
  )
}
