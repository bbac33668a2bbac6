import { describe, expect, it } from 'vitest'
import { rankMeasures } from '../../adapters/eval/measures.js'
import type { EvalQuestion } from '../../adapters/eval/questions.js'
import { score } from '../../adapters/eval/score.js'
import type { Transcript } from '../../adapters/transcript.js'

const labels = { paras: [7, 8], must: ['4/2'], mustAny: [['Vienna', 'Geneva']], mustNot: ['2013'] }

function question(more: Partial<EvalQuestion> = {}): EvalQuestion {
  const asked = { id: 'q', persona: 'staff', lang: 'en', question: 'Which?', context: [] }
  return { ...asked, kind: 'fact', ...labels, ...more }
}

function answer(
  text: string,
  cited: readonly number[] = [7],
  more: Partial<Transcript> = {},
): Transcript {
  const citations = cited.map((paragraph) => ({ document: 'D', paragraph, quote: '' }))
  const told = { id: 'q', kind: 'answered', language: 'en', text, lead: text, citations } as const
  return { ...told, ranking: [], places: [], ...more }
}

const refusal = answer('The report does not say.', [], { kind: 'not-found' })

describe('an answer is correct', () => {
  it.each([
    ['with every must and one of each group, whatever the case', 'By DECISION 4/2, in vienna.', 1],
    ['but not without a must', 'In Vienna.', 0],
    ['but not without a member of a group', 'By decision 4/2.', 0],
    ['but not with a mustNot', '4/2, Vienna, 2013', 0],
    ['with 120 words', `4/2 Vienna${' x'.repeat(118)}`, 1],
    ['but not with 121', `4/2 Vienna${' x'.repeat(119)}`, 0],
  ])('%s', (_, text, correct) => {
    expect(score(question(), answer(text)).correct).toBe(correct)
  })

  it('with up to 220 words where the question asks for more than a fact', () => {
    const long = answer(`4/2 Vienna${' x'.repeat(218)}`)
    expect(score(question({ kind: 'list' }), long).correct).toBe(1)
    expect(score(question({ kind: 'list' }), { ...long, text: `${long.text} x` }).correct).toBe(0)
  })

  it('where an unanswerable question is refused without a citation', () => {
    const unanswerable = question({ kind: 'unanswerable', paras: [], must: [], mustAny: [] })
    expect(score(unanswerable, refusal)).toEqual({ correct: 1, refused: 1 })
    expect(score(unanswerable, answer('No.'))).toEqual({ correct: 0, refused: 0 })
    expect(score(unanswerable, answer('No.', [7], { kind: 'not-found' })).refused).toBe(0)
  })
})

describe('citations', () => {
  it.each([
    [[7], 1, 0.5],
    [[7, 8], 1, 1],
    [[7, 7, 9], 0.5, 0.5],
    [[1, 2], 0, 0],
  ])('of paragraphs %j where 7 and 8 are right have precision %d and recall %d', (...row) => {
    const [cited, precision, recall] = row
    expect(score(question(), answer('', cited))).toMatchObject({ precision, recall })
  })

  it('that are missing have a recall of 0 and no precision', () => {
    const measures = score(question(), refusal)
    expect(measures).toMatchObject({ recall: 0, answered: 0 })
    expect(measures).not.toHaveProperty('precision')
  })
})

describe('a ranking', () => {
  it.each([
    [[7, 1], { hit1: 1, hit3: 1, hit5: 1, mrr: 1 }],
    [[1, 2, 8], { hit1: 0, hit3: 1, hit5: 1, mrr: 1 / 3 }],
    [[1, 2, 3, 7], { hit1: 0, hit3: 0, hit5: 1, mrr: 1 / 4 }],
    [[1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 7], { hit1: 0, hit3: 0, hit5: 0, mrr: 0 }],
    [[], { hit1: 0, hit3: 0, hit5: 0, mrr: 0 }],
  ])('%j has %j', (ranking, measures) => {
    expect(rankMeasures(ranking, [7, 8])).toEqual(measures)
  })
})
