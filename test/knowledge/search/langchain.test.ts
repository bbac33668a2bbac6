import { tool } from 'langchain'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { openEmbedder } from '../../../knowledge/model/open-embedder.js'
import { openKnowledge } from '../../../knowledge/open-knowledge.js'
import { manners } from '../../../prompts/answer-words.js'

const heard = new Map([...manners].map(([id, { heard }]) => [id, heard]))

it('the retriever serves as a tool of a LangChain agent', async () => {
  const embedder = await openEmbedder({ directory: 'data/model' })
  const { retriever } = await openKnowledge({ embedder, dataDir: 'data', manners: heard })
  const search = tool(
    async ({ question }: { question: string }) => {
      const [best] = await retriever.invoke(question)
      return best?.pageContent ?? ''
    },
    {
      name: 'search_report',
      description: 'Finds what the report says.',
      schema: z.object({ question: z.string() }),
    },
  )
  const found = await search.invoke({ question: 'How much opium was seized in 2011?' })
  expect(found).toContain('30.9 kg')
})
