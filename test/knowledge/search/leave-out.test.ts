import { describe, expect, it } from 'vitest'
import { paragraphKey } from '../../../knowledge/citation/passage.js'
import type { Without } from '../../../knowledge/leave-out.js'
import { readKnowledge } from '../../../knowledge/read-knowledge.js'
import { openSearchable } from '../../../knowledge/search/searchable.js'
import { openLearned } from '../../../knowledge/search/open-learned.js'
import { realOptions } from '../../helpers/real-knowledge.js'

const { knowledge, units } = await readKnowledge(await realOptions())
const learned = await openLearned()
const searched = (without?: Without) =>
  openSearchable(units, { ...knowledge, novelty: () => 0, learned }, without)
const place = { document: 'CTOC/COP/2012/10', paragraph: 29 }

/** How many statements of each kind speak for a paragraph. */
function kindsAt(without?: Without): string[] {
  const { all, paragraphs } = searched(without).candidates
  const at = paragraphs.findIndex(({ key }) => key === paragraphKey(place))
  const statements = all.filter((one) => one.statement && one.paragraph === at)
  return [...new Set(statements.map(({ kind }) => kind))]
}

describe('leaving out', () => {
  it('nothing lets facts speak for their paragraphs', () => {
    expect(kindsAt()).toEqual(['fact'])
  })

  it('the facts lets the sentences of every paragraph speak', () => {
    const kinds = searched({ parts: ['facts'] }).candidates.all.map(({ kind }) => kind)
    expect(kinds).not.toContain('fact')
    expect(kindsAt({ parts: ['facts'] })).toEqual(['sentence'])
  })

  it('the facts of one paragraph lets its sentences speak and keeps the facts of the others', () => {
    const without = { factsOf: new Set([paragraphKey(place)]) }
    expect(kindsAt(without)).toEqual(['sentence'])
    expect(searched(without).candidates.all.map(({ kind }) => kind)).toContain('fact')
  })

  it('the phrasings leaves facts to their own words', () => {
    const { all } = searched({ parts: ['phrasings'] }).candidates
    expect(all.filter(({ kind, phrasings }) => kind === 'fact' && phrasings.length > 0)).toEqual([])
  })

  it('the words shares no term with anything', () => {
    const { terms } = searched({ parts: ['words'] })
    const { statement, paragraph, phrasings } = terms('cocaine seized')
    expect([...statement, ...paragraph, ...phrasings].every((share) => share === 0)).toBe(true)
  })
})
