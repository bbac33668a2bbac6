import fc from 'fast-check'
import { analyse } from 'scslre'
import { beforeAll, describe, expect, it } from 'vitest'
import { hostileTexts } from '../../../adapters/bench/hostile-texts.js'
import type { Passage } from '../../../knowledge/citation/passage.js'
import { tokensOf } from '../../../knowledge/citation/tokens.js'
import { openVerifier, type Verifier } from '../../../knowledge/citation/verifier.js'
import { sentencesOf } from '../../../knowledge/search/sentences.js'
import { exactVerifier, passagesOf } from '../../helpers/held-to.js'
import { openRealKnowledge, openRealModel } from '../../helpers/real-knowledge.js'
import { watchPatterns } from '../../helpers/watched-patterns.js'

let passages: readonly Passage[]
let real: Verifier

beforeAll(async () => {
  const knowledge = await openRealKnowledge()
  passages = knowledge.passages
  real = openVerifier(knowledge, await openRealModel())
})

/** Each sentence of the built-in document beside its passage. */
const quotations = () =>
  passages.flatMap((passage) => sentencesOf(passage.text).map((text) => ({ text, passage })))

describe('a sentence of a passage', () => {
  it('is borne by it exactly', () => {
    const faulty = quotations().flatMap(({ text, passage }) => {
      const faults = real.exactFaults(text, [passage])
      return faults.length === 0 ? [] : [{ text, faults }]
    })
    expect(faulty).toEqual([])
  })

  it('is borne by it beside any other', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...quotations()),
        fc.constantFrom(...passages),
        ({ text, passage }, other) => {
          expect(real.exactFaults(text, [passage, other])).toEqual([])
        },
      ),
    )
  })

  it('is borne by it whatever it says', () => {
    const words = ['not', 'All', 'Some', 'bees', 'Peru', '12', '1,250', 'kg', 'May', 'was', 'led']
    const more = ['by', 'Council', 'and', 'of', 'only', 'planned', 'published', 'third', ',', 'yet']
    const sentence = fc.array(fc.constantFrom(...words, ...more), { minLength: 1, maxLength: 25 })
    fc.assert(
      fc.property(sentence, (all) => {
        const text = `${all.join(' ')}.`
        const own = passagesOf(text)
        expect(exactVerifier(own).exactFaults(text, own)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('with a number that the passage lacks is at fault', () => {
    const numbered = quotations().flatMap(({ text, passage }) =>
      [...text.matchAll(/(?<![\p{L}\d/.,–-])\d+(?:,\d{3})*(?![\p{L}\d/–-]|[.,]\d)/gu)].map(
        (found) => ({
          text,
          passage,
          from: found.index,
          to: found.index + found[0].length,
        }),
      ),
    )
    expect(numbered.length).toBeGreaterThan(60)
    fc.assert(
      fc.property(
        fc.constantFrom(...numbered),
        fc.integer({ min: 13, max: 999_999 }),
        ({ text, passage, from, to }, number) => {
          const values = tokensOf(passage.text).map(({ value }) => value)
          fc.pre(!values.some((one) => one === number || Math.floor((one ?? 0) / 1000) === number))
          const changed = `${text.slice(0, from)}${number}${text.slice(to)}`
          expect(real.exactFaults(changed, [passage]), changed).not.toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('any text', () => {
  it('is held to any other', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(text, text, (said, borne) => {
        const own = passagesOf(borne)
        expect(exactVerifier(own).exactFaults(said, own)).toBeInstanceOf(Array)
      }),
    )
  })

  it('is held to no passage, and has its words for faults', () => {
    expect(real.exactFaults('Bees sting in Peru.', [])).toMatchObject([{ kind: 'name' }])
  })

  const checked = [
    'not ',
    'no, ',
    'published ',
    'led by UNODC ',
    'all ',
    'Council of the ',
    'and 2 ',
  ]
  const joined = ['in May ', 'South ', 'neither nor ', 'not only ', 'one hundred and ', 'twenty-']
  const hostile = [
    ...hostileTexts(8000),
    ...[...checked, ...joined].map((name) => ({ name, text: name.repeat(8000 / name.length) })),
  ]

  it.each(hostile)('of $name takes time in proportion to its length', ({ text }) => {
    const timeOf = (length: number) => {
      const own = passagesOf(text.slice(0, length))
      const verifier = exactVerifier(own)
      const times = [1, 2, 3].map(() => {
        const start = performance.now()
        verifier.exactFaults(text.slice(0, length), passages.slice(0, 3))
        verifier.exactFaults('The Council led 12 tours in May 2011.', own)
        return performance.now() - start
      })
      return Math.min(...times)
    }
    // Eight times as long takes 64 times as long where it isn’t in proportion; a busy machine tells no finer.
    const [short, long] = [timeOf(1000), timeOf(8000)]
    expect(long).toBeLessThan(32 * short + 50)
  })

  it('is read by patterns that take time in proportion to it', async () => {
    const own = passagesOf(quotations()[0]?.text ?? '')
    const verifier = exactVerifier(own)
    const watched = await watchPatterns(() => {
      for (const { text } of hostile) verifier.exactFaults(text, own)
      return Promise.resolve()
    })
    expect(watched.patterns.length).toBeGreaterThan(5)
    const slow = watched.patterns.filter((pattern) => analyse(pattern).reports.length > 0)
    expect(slow).toEqual([])
  })

  it('of more than the model takes at once is read in parts', async () => {
    const long = `Bees ${'sting keepers and '.repeat(200)}fly`
    const own = passagesOf(long, 'Trains run.')
    expect(await exactVerifier(own).faultsOf(long, own)).toEqual([])
    const [passage] = passages
    if (passage) expect(await real.faultsOf(long, [passage])).not.toEqual([])
  })
})
