import { describe, expect, it } from 'vitest'
import { kindsIn } from '../../helpers/held-to.js'

const bees =
  'A handbook on hives is being drafted and will be published next spring. The atlas of meadows was published in 2009. The keepers plan to launch a journal. The law on mites has yet to be enacted.'

describe('a sentence is borne where', () => {
  it.each([
    ['what is planned is planned', 'A handbook on hives will be published.'],
    ['what is prepared is prepared', 'A handbook on hives is being drafted.'],
    ['what was done was done', 'The atlas of meadows was published in 2009.'],
    ['what is not yet done is not yet done', 'The law on mites is not yet enacted.'],
    ['somebody means to do it', 'The keepers plan to launch a journal.'],
    ['it is to be done', 'The handbook on hives is to be published.'],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, bees)).toEqual([])
  })
})

describe('a sentence is not borne where', () => {
  it.each([
    ['what will be published is', 'A handbook on hives was published in spring.'],
    ['what is planned was done', 'The keepers launched a journal.'],
    ['what is yet to be enacted is', 'The law on mites was enacted.'],
    ['what is yet to be enacted came into force', 'The law on mites came into force.'],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, bees)).toContain('plan')
  })
})
