import { describe, expect, it } from 'vitest'
import { hashEmbedder } from './hash-embedder.js'
import { cosine } from '../adapters/model/model-folder.js'

describe('the hash embedder', () => {
  const embedder = hashEmbedder()

  it('puts texts with the same words nearer than others', async () => {
    const [a = [], b = [], c = []] = await embedder.embed([
      'Judges were trained in Ghana.',
      'training judges, Ghana',
      'The ferry leaves at noon.',
    ])
    expect(cosine(a, b)).toBeGreaterThan(0.4)
    expect(cosine(a, c)).toBeLessThan(0.3)
  })

  it('gives vectors of length 1, the same each time', async () => {
    const texts = ['One text', '', '???']
    const vectors = await embedder.embed(texts)
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
    expect(await embedder.embed(texts)).toEqual(vectors)
  })

  it('refuses a text over its limit as the model does', async () => {
    await expect(embedder.embed(['word '.repeat(300)])).rejects.toThrow('302 tokens')
  })
})
