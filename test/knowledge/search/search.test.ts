import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashEmbedder } from '../../../knowledge/model/hash-embedder.js'
import { buildLexicon } from '../../../knowledge/search/lexicon.js'
import { rank } from '../../../knowledge/search/rank.js'
import { ReportRetriever } from '../../../knowledge/search/report-retriever.js'
import { targetsOf } from '../../../knowledge/search/targets.js'
import { termsOf } from '../../../knowledge/search/terms.js'
import type { Unit } from '../../../knowledge/search/units.js'
import { openScan } from '../../../knowledge/search/open-scan.js'
import { toVectorIndex } from '../../../knowledge/search/vector-index.js'

const units: Unit[] = [
  { text: 'Cocaine was seized in ports.', source: 'sentence', paragraph: 29 },
  { text: 'How much cocaine was seized?', source: 'phrasing', paragraph: 29, id: 'cocaine' },
  { text: 'A film on smuggling was made.', source: 'statement', paragraph: 44, id: 'film' },
  { text: 'How long does the film last?', source: 'gap', paragraph: 44, id: 'gap-film' },
  { text: 'thank you', source: 'manners', paragraph: 0, id: 'thanks' },
]

async function retriever() {
  const embedder = hashEmbedder()
  const rows = await embedder.embed(units.map(({ text }) => text))
  const scan = await openScan(toVectorIndex(rows, embedder.dimensions))
  return new ReportRetriever({ units, scan, embedder })
}

describe('the retriever', () => {
  it('puts the fact and its paragraph first, as LangChain documents', async () => {
    const [first, second] = await (await retriever()).invoke('How much cocaine was seized?')
    expect(first).toMatchObject({ metadata: { source: 'fact', id: 'cocaine', paragraph: 29 } })
    expect(second).toMatchObject({ metadata: { source: 'paragraph', id: '29' } })
  })

  it('finds every target with each question, gaps and small talk among them', async () => {
    const found = await (await retriever()).invoke('anything')
    expect(found.map(({ metadata }) => metadata.id).sort()).toEqual(
      ['29', '44', 'cocaine', 'film', 'gap-film', 'thanks'].sort(),
    )
  })

  it('gives the model the end of a question that is too long for it', async () => {
    const long = `${'word '.repeat(2000)} How much cocaine was seized?`
    const [first] = await (await retriever()).invoke(long)
    expect(first?.metadata.paragraph).toBe(29)
  })

  it('refuses a question of blanks', async () => {
    await expect((await retriever()).invoke(' \n')).rejects.toThrow('nothing to search for')
  })
})

describe('the scan', () => {
  it('gives the same as a plain sum of products', async () => {
    const numbers = fc.array(fc.float({ noNaN: true, min: -1, max: 1 }), {
      minLength: 8,
      maxLength: 8,
    })
    const rows = fc.array(numbers, { minLength: 1, maxLength: 9 })
    await fc.assert(
      fc.asyncProperty(rows, numbers, async (rows, query) => {
        const vectors = rows.map((row) => Float32Array.from(row))
        const scan = await openScan(toVectorIndex(vectors, 8))
        const plain = rows.map((row) => row.reduce((sum, x, i) => sum + x * (query[i] ?? 0), 0))
        for (const [i, score] of (await scan(Float32Array.from(query))).entries()) {
          expect(score).toBeCloseTo(plain[i] ?? NaN, 4)
        }
      }),
    )
  })

  it('of rows of another length are refused', () => {
    expect(() => toVectorIndex([new Float32Array(3)], 4)).toThrow('3 numbers instead of 4')
  })
})

describe('the lexicon', () => {
  const targets = targetsOf(units)
  const shares = (question: string) =>
    new Map(targets.map(({ id }, at) => [id, buildLexicon(units, targets)(question)[at] ?? 0]))

  it('knows which targets use the words of a question', () => {
    const found = shares('seizing cocaine')
    expect(found.get('29')).toBeGreaterThan(0.5)
    expect(found.get('film')).toBe(0)
  })

  it('gives nothing for words that nobody uses, and no NaN for no words', () => {
    expect([...shares('zebra').values()]).toEqual(targets.map(() => 0))
    expect([...shares('the of and').values()]).toEqual(targets.map(() => 0))
  })
})

describe('ranking', () => {
  it('keeps the order of equal targets', () => {
    const targets = targetsOf(units)
    const hits = rank(targets, { cosines: [], words: [] })
    expect(hits.map(({ id }) => id)).toEqual(targets.map(({ id }) => id))
  })
})

describe('terms', () => {
  it('are stems of the words that carry meaning, and numbers', () => {
    expect(termsOf('How much was seized in Côte d’Ivoire? 9,219 kg')).toEqual([
      'seiz',
      'cote',
      'divoir',
      '9,219',
      'kg',
    ])
  })
})
