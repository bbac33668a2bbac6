import { describe, expect, it } from 'vitest'
import { sentencesOf } from '../../../knowledge/search/sentences.js'
import { openRealKnowledge } from '../../helpers/real-knowledge.js'

const knowledge = await openRealKnowledge()

async function firstParagraph(question: string): Promise<number | undefined> {
  const { retriever } = knowledge
  return retriever.found(await retriever.rank(question)).paragraphs[0]?.paragraph
}

/** The share of texts whose paragraph comes first, and the texts whose doesn't. */
async function shareFound(asked: readonly { text: string; paragraphs: readonly number[] }[]) {
  const missed: string[] = []
  for (const { text, paragraphs } of asked) {
    if (!paragraphs.includes((await firstParagraph(text)) ?? 0)) missed.push(text)
  }
  return { share: 1 - missed.length / asked.length, missed }
}

describe('asked about what it says', () => {
  it('97 of 100 facts are found in their paragraph, first', async () => {
    const facts = knowledge.facts.all.filter((fact) => !('mentions' in fact))
    const asked = facts.map(({ statement, paragraphs }) => ({
      text: `Is it true that ${statement.replace(/\.$/, '')}?`,
      paragraphs,
    }))
    const { share, missed } = await shareFound(asked)
    expect(share, missed.join('\n')).toBeGreaterThanOrEqual(0.97)
  })

  it('97 of 100 paragraphs are found, first, by their opening sentence', async () => {
    const asked = knowledge.passages.map(({ text, paragraph }) => ({
      text: `What about this: ${sentencesOf(text)[0] ?? ''}`,
      paragraphs: [paragraph],
    }))
    const { share, missed } = await shareFound(asked)
    expect(share, missed.join('\n')).toBeGreaterThanOrEqual(0.97)
  })
})
