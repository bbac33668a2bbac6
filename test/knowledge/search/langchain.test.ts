import { tool } from 'langchain'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { openRealKnowledge } from '../../helpers/real-knowledge.js'

it('the retriever serves as a tool of a LangChain agent', async () => {
  const { retriever } = await openRealKnowledge()
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
