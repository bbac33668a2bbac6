import type { Embedder } from '../../../knowledge/model/embedder.js'
import { cutting, EmbedderEmbeddings } from './langchain-embeddings.js'
import { openDocument } from '../../../knowledge/documents/open-document.js'
import { builtIn } from '../../../knowledge/read-knowledge.js'
import { paragraphsOf, type Ranker } from './documents.js'

const folder = new URL('ctoc-cop-2012-10/', builtIn)

/** What a user would get elsewhere from the same text and the same model, by name. */
export async function openPeers(embedder: Embedder): Promise<ReadonlyMap<string, Ranker>> {
  const { vectors, words } = await engines()
  const paragraphs = paragraphsOf((await openDocument(folder)).passages)
  const embeddings = new EmbedderEmbeddings(cutting(embedder))
  return new Map([
    [
      'LangChain default (pieces of 1,000/200)',
      await vectors.langChainDefault(paragraphs, embeddings),
    ],
    ['one vector a paragraph', await vectors.vectorRanker(paragraphs, embeddings)],
    ['one vector a sentence', await vectors.sentenceVectors(paragraphs, embeddings)],
    ['MiniSearch BM25 (fuzzy, prefix)', words.miniSearch(paragraphs)],
    ['Orama BM25', await words.oramaWords(paragraphs)],
    ['Orama hybrid', await words.oramaHybrid(paragraphs, embeddings)],
  ])
}

/** The engines serve comparisons only, so they are no part of an installation for use. */
async function engines() {
  try {
    const [vectors, words] = await Promise.all([
      import('./vector-peers.js'),
      import('./word-peers.js'),
    ])
    return { vectors, words }
  } catch (cause) {
    throw new Error('Eval: --peers needs the development packages. Run npm ci.', { cause })
  }
}
