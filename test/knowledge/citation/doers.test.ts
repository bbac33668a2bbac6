import { describe, expect, it } from 'vitest'
import { kindsIn } from '../../helpers/held-to.js'

const railway =
  'In 2005 the Railway Office helped the Bridge Council to repair a viaduct. The tour was led by the Signal Agency, and the Tunnel Network took part in it. The Council requested the Secretariat to print timetables. The depot was financed by Norway.'

describe('a sentence is borne where', () => {
  it.each([
    ['the same does it', 'The Railway Office helped the Bridge Council.'],
    ['the same does it in the passive', 'The Bridge Council was helped by the Railway Office.'],
    ['an act has another word', 'The Railway Office assisted the Bridge Council.'],
    ['a passive is turned active', 'The Signal Agency led the tour.'],
    ['the one who is asked stands first', 'The Secretariat was asked by the Council.'],
    ['nobody is named who did it', 'The Bridge Council was helped.'],
    ['somebody funds', 'Norway funded the depot.'],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, railway)).toEqual([])
  })

  it('an acronym does what its full name does', () => {
    const names = ['Railway Office (RO)', 'Railway Office']
    expect(kindsIn('The RO helped the Bridge Council.', railway, names)).toEqual([])
  })
})

describe('a sentence is not borne where', () => {
  it.each([
    ['helper and helped are exchanged', 'The Bridge Council helped the Railway Office.'],
    ['they are in the passive', 'The Railway Office was helped by the Bridge Council.'],
    ['who asks and is asked', 'The Secretariat requested the Council to print timetables.'],
    ['another leads', 'The Tunnel Network led the tour, with the Signal Agency.'],
    [
      'another leads in the passive',
      'The Signal Agency took part in a tour led by the Tunnel Network.',
    ],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, railway)).toContain('doer')
  })
})
