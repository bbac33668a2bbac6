import { describe, expect, it } from 'vitest'
import { kindsIn } from '../../helpers/held-to.js'

const bees =
  'Keepers feed the swarms in winter. The inspectors did not open the hives. Mites harm brood, but drones do not carry them. Neither wax nor resin was sold. The queens have not yet been marked. The guild failed to repair the press.'

describe('a sentence is borne where', () => {
  it.each([
    ['it affirms what the text affirms', 'The swarms are fed in winter.'],
    ['it denies what the text denies', 'The hives were not opened.'],
    ['it denies with another word', 'The inspectors never opened the hives.'],
    ['it denies by a short form', 'The inspectors didn’t open the hives.'],
    ['it denies two things that the text denies', 'Neither wax nor resin was sold.'],
    ['one of two denied things is denied', 'Wax was not sold.'],
    ['not only affirms', 'Keepers feed not only the swarms.'],
    ['a leading No answers', 'No, the hives were not opened.'],
    ['a leading Yes answers', 'Yes, keepers feed the swarms.'],
    ['what is not yet done is not yet done', 'The queens have not yet been marked.'],
    ['a failure is a denial', 'The guild did not repair the press.'],
    ['it denies twice', 'It is not so that keepers do not feed the swarms.'],
    ['it denies after a turn', 'Mites harm brood, but drones do not carry them.'],
    ['something unnamed is absent', 'Wasps of Peru are not named among the swarms.'],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, bees)).toEqual([])
  })
})

describe('a sentence is not borne where', () => {
  it.each([
    ['it denies what the text affirms', 'Keepers do not feed the swarms in winter.'],
    ['it affirms what the text denies', 'The inspectors opened the hives.'],
    ['it denies by a short form', 'Keepers don’t feed the swarms.'],
    ['it affirms two things that the text denies', 'Wax and resin were sold.'],
    ['its leading No is followed by what is affirmed', 'No, keepers do not feed the swarms.'],
    ['a failure is told as done', 'The guild repaired the press.'],
    ['something done is told as a failure', 'Keepers failed to feed the swarms.'],
    ['it says that nothing was done', 'Keepers feed nothing in winter.'],
    ['something named is said to be absent', 'Keepers are not named among the rest.'],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, bees)).toContain('negation')
  })
})
