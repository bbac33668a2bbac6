import { describe, expect, it } from 'vitest'
import { kindsIn } from '../../helpers/held-to.js'

const railway =
  'All stations have clocks. Most trains stop at Bled. Some drivers speak French. Above all, porters are polite. Only conductors sell tickets.'

describe('a sentence is borne where', () => {
  it.each([
    ['all are all', 'Every one of the stations has a clock.'],
    ['most are most', 'A majority of trains stop at Bled.'],
    ['some are some', 'Several drivers speak French.'],
    ['nothing is said of how many', 'Stations have clocks.'],
    ['above all says nothing of how many', 'Porters are, above all, polite.'],
    ['only some do', 'Tickets are sold only by conductors.'],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, railway)).toEqual([])
  })
})

describe('a sentence is not borne where', () => {
  it.each([
    ['all are some', 'Some stations have clocks.'],
    ['most are all', 'All trains stop at Bled.'],
    ['some are all', 'All drivers speak French.'],
    ['some are most', 'Most drivers speak French.'],
    ['only they are some', 'Some conductors sell tickets.'],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, railway)).toContain('amount')
  })
})
