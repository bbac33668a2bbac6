import { beforeAll, describe, expect, it } from 'vitest'
import type { Embedder } from '../../../knowledge/model/embedder.js'
import { EmbedderEmbeddings } from '../../../adapters/eval/peers/langchain-embeddings.js'
import { openEmbedder } from '../../../adapters/model/open-embedder.js'
import { splitByTokens } from '../../../knowledge/model/split-by-tokens.js'
import { cosine, SHARED } from './model-folder.js'
import { SAMPLE_TEXTS } from './sample-texts.js'

const tooLong = 'Every harbour keeps a book of ships. '.repeat(40)

describe.each(['fp32', 'int8'] as const)('the %s embedder', (precision) => {
  let embedder: Embedder

  beforeAll(async () => {
    embedder = await openEmbedder({ directory: SHARED, precision })
  })

  it('says which model, precision and weights its vectors come from', () => {
    expect(embedder.fingerprint).toMatch(
      new RegExp(`^all-MiniLM-L6-v2/${precision}/w\\d+-[0-9a-f]{8}$`),
    )
    expect([embedder.dimensions, embedder.maxTokens]).toEqual([384, 256])
  })

  it('gives the same vectors in a batch as one by one, in the order of the texts', async () => {
    const together = await embedder.embed(SAMPLE_TEXTS)
    for (const [i, text] of SAMPLE_TEXTS.entries()) {
      const [alone] = await embedder.embed([text])
      expect(cosine(alone ?? [], together[i] ?? [])).toBeGreaterThan(0.99999)
    }
  })

  it('gives vectors of length 1', async () => {
    const vectors = await embedder.embed(SAMPLE_TEXTS.slice(0, 5))
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5)
  })

  it('gives nothing for no texts', async () => {
    expect(await embedder.embed([])).toEqual([])
  })

  it('takes a text without a word', async () => {
    const [vector] = await embedder.embed([''])
    expect(vector).toHaveLength(384)
  })

  it('refuses a text over its limit and says how long it is', async () => {
    await expect(embedder.embed(['Short.', tooLong])).rejects.toThrow(
      'Model: text 2 has 322 tokens, the model takes 256.',
    )
  })

  it('takes a long text in pieces', async () => {
    const pieces = splitByTokens(tooLong, (text) => embedder.countTokens(text), embedder.maxTokens)
    expect(pieces).toHaveLength(2)
    expect(await embedder.embed(pieces)).toHaveLength(2)
  })

  it('puts a paraphrase nearer than another topic', async () => {
    const [question = [], near = [], far = []] = await embedder.embed([
      'Who protects people that testify in court?',
      'Witnesses are kept safe during a trial.',
      'The ferry leaves at noon.',
    ])
    expect(cosine(question, near)).toBeGreaterThan(cosine(question, far) + 0.2)
  })
})

describe('the embedder as LangChain Embeddings', () => {
  it('gives the same vector for a question as for a document of the same words', async () => {
    const embeddings = new EmbedderEmbeddings(await openEmbedder({ directory: SHARED }))
    const [document] = await embeddings.embedDocuments(['Who pays?', 'Nobody.'])
    expect(cosine(await embeddings.embedQuery('Who pays?'), document ?? [])).toBeCloseTo(1, 5)
  })
})
