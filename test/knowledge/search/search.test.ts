import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildGazetteer } from '../../../knowledge/entities/gazetteer.js'
import { openNames } from '../../../knowledge/entities/open-names.js'
import { openLearned } from '../../../knowledge/search/open-learned.js'
import { openScan } from '../../../knowledge/search/open-scan.js'
import { StatementRetriever } from '../../../knowledge/search/retriever.js'
import { openSearchable } from '../../../knowledge/search/searchable.js'
import { softmax } from '../../../knowledge/search/softmax.js'
import { termsOf } from '../../../knowledge/search/terms.js'
import { unitsOfPassages } from '../../../knowledge/search/units.js'
import { toVectorIndex } from '../../../knowledge/search/vector-index.js'
import { hashEmbedder } from '../../fakes/hash-embedder.js'

const common = { document: 'X/1', form: '{document}, {places}.', section: 'I. Ports' }
const passages = [
  { ...common, paragraph: 1, text: 'Cocaine was seized in ports. The crews were released.' },
  { ...common, paragraph: 2, text: 'A film on smuggling was made. It was shown in schools.' },
  { ...common, paragraph: 2, subparagraph: 'a', text: 'A poster was printed.' },
]

/** A document that nobody wrote facts or questions about. */
async function retriever() {
  const embedder = hashEmbedder()
  const units = unitsOfPassages(passages, (text) => [text])
  const rows = await embedder.embed(units.map(({ text }) => text))
  const scan = await openScan(toVectorIndex(rows, embedder.dimensions))
  const names = openNames(passages, [])
  const known = { ...names, gazetteer: buildGazetteer([]), passages, factById: new Map() }
  const searchable = openSearchable(units, {
    ...known,
    novelty: () => 0,
    learned: await openLearned(),
  })
  const vectorOf = (row: number) => rows[row] ?? new Float32Array()
  return new StatementRetriever({ ...searchable, scan, vectorOf, embedder })
}

describe('the retriever', () => {
  it('answers from the sentences of a document without facts, as LangChain documents', async () => {
    const [first] = await (await retriever()).invoke('Cocaine was seized in ports.')
    expect(first).toMatchObject({
      pageContent: 'Cocaine was seized in ports.',
      metadata: { places: [{ document: 'X/1', paragraph: 1 }] },
    })
  })

  it('keeps the letter of a sub-paragraph, and finds its paragraph', async () => {
    const search = await retriever()
    const { statements, paragraphs } = search.found(await search.rank('A poster was printed.'))
    expect(statements[0]?.statement.places).toEqual([
      { document: 'X/1', paragraph: 2, subparagraph: 'a' },
    ])
    expect(paragraphs).toEqual([
      { document: 'X/1', paragraph: 2 },
      { document: 'X/1', paragraph: 1 },
    ])
  })

  it('finds every statement with each question, by probabilities that add up to 1', async () => {
    const search = await retriever()
    const { statements } = search.found(await search.rank('anything'))
    const sum = statements.reduce((total, { probability }) => total + probability, 0)
    expect(statements).toHaveLength(5)
    expect(sum).toBeCloseTo(1, 6)
  })

  it('gives the model the end of a question that is too long for it', async () => {
    const long = `${'word '.repeat(2000)} Cocaine was seized in ports?`
    const [first] = await (await retriever()).invoke(long)
    expect(first?.pageContent).toBe('Cocaine was seized in ports.')
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

describe('the softmax', () => {
  const scores = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1 })

  it('adds up to 1, whatever the scores', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const sum = softmax(given).reduce((total, share) => total + share, 0)
        expect(sum).toBeCloseTo(1, 9)
      }),
    )
  })

  it('gives a higher score no smaller share, and the same when all scores move together', () => {
    const few = fc.array(fc.double({ noNaN: true, min: -20, max: 20 }), { minLength: 2 })
    fc.assert(
      fc.property(few, fc.double({ noNaN: true, min: -100, max: 100 }), (given, by) => {
        const shares = softmax(given)
        const moved = softmax(given.map((score) => score + by))
        const order = [...given.keys()].sort((a, b) => (given[a] ?? 0) - (given[b] ?? 0))
        for (const [at, position] of order.entries()) {
          expect(moved[position]).toBeCloseTo(shares[position] ?? NaN, 9)
          expect(shares[position]).toBeGreaterThanOrEqual(shares[order[at - 1] ?? position] ?? 0)
        }
      }),
    )
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
