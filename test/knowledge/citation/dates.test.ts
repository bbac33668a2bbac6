import { describe, expect, it } from 'vitest'
import { kindsIn } from '../../helpers/held-to.js'

const railway =
  'The line was opened on 12 March 1998 and closed in September 2003. A fair was held from 18 to 22 October 2010. Tours were made in July and August 2011. In 1994, from April to June, rails were laid. Trains may stop at night.'

describe('a month', () => {
  it.each([
    ['and its year are borne', 'The line was closed in September 2003.'],
    ['and its day are borne', 'The line was opened on 12 March.'],
    ['may have its day behind it', 'The line was opened on March 12, 1998.'],
    ['is borne with the end of its range', 'The fair ended on 22 October 2010.'],
    ['is borne with the start of its range', 'The fair began on 18 October 2010.'],
    ['shares the year behind another', 'A tour was made in July 2011.'],
    ['has its year before it', 'Rails were laid in June 1994.'],
    ['is borne alone', 'The line was closed in September.'],
    ['of small letters is a word like others', 'It may be that trains stop.'],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, railway)).toEqual([])
  })

  it.each([
    ['with another’s year is a fault', 'The line was closed in September 2010.'],
    ['with the year of one right before it is a fault', 'The line was closed in September 1998.'],
    ['with another’s day is a fault', 'The line was opened on 18 March 1998.'],
    ['that is nowhere is a fault', 'The line was closed in November 2003.'],
    ['that the text has only as a word is a fault', 'Trains stop in May.'],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, railway)).toContain('date')
  })
})
