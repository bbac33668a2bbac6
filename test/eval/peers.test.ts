import { describe, expect, it } from 'vitest'
import { cutting } from '../../adapters/eval/peers/langchain-embeddings.js'
import { openPeers } from '../../adapters/eval/peers/peers.js'
import { hashEmbedder } from '../fakes/hash-embedder.js'

describe('the peers', () => {
  it('each rank at most ten paragraphs, each once, and find one by its own words', async () => {
    const peers = await openPeers(hashEmbedder(384))
    expect(peers.size).toBe(6)
    for (const [name, rank] of peers) {
      const ranking = await rank('seized precursor chemicals, cannabis, cocaine, heroin and opium')
      expect(new Set(ranking).size, name).toBe(ranking.length)
      expect(ranking.length, name).toBeLessThanOrEqual(10)
      expect(ranking, name).toContain(29)
    }
  })

  it('cut what the model can’t take, as the usual stacks do', async () => {
    const embedder = hashEmbedder()
    const [long, short] = await cutting(embedder).embed([
      'word '.repeat(300),
      'word '.repeat(embedder.maxTokens - 2),
    ])
    expect(long).toEqual(short)
  })
})
