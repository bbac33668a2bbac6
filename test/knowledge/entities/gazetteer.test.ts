import { describe, expect, it } from 'vitest'
import { buildGazetteer } from '../../../knowledge/entities/gazetteer.js'
import { openReport } from '../../helpers/report.js'

const { facts } = await openReport()
const gazetteer = buildGazetteer(facts.all)
const namesIn = (text: string) => gazetteer(text).map(({ entity }) => entity.name)
const unknownIn = (text: string) =>
  gazetteer(text).flatMap(({ entity }) => (entity.known ? [] : [entity.name]))

describe('the gazetteer', () => {
  it.each([
    ['my country, the Republic of Guinea', ['Guinea']],
    ['Guinea-Bissau and guinea', ['Guinea-Bissau', 'Guinea']],
    ['our Ministry in Dodoma', ['United Republic of Tanzania']],
    ['the Honduran side', ['Honduras']],
    ['cote divoire, Ivory Coast', ['Côte d’Ivoire']],
    ['KEN and the UK', ['Kenya', 'United Kingdom of Great Britain and Northern Ireland']],
    ['what about WACI', ['West Africa Coast Initiative']],
    [
      'interpol and the wco',
      ['International Criminal Police Organization', 'World Customs Organization'],
    ],
    [
      'the SOCTA manual',
      ['Guidance on the Preparation and Use of Serious and Organized Crime Threat Assessments'],
    ],
  ])('finds in “%s” %j', (text, names) => {
    expect(namesIn(text)).toEqual(names)
  })

  it.each([
    ['Dominica', 'Dominica'],
    ['Equatorial Guinea', 'Equatorial Guinea'],
    ['the Central African Republic', 'Central African Republic'],
    ['South Sudan', 'South Sudan'],
    ['Papua New Guinea', 'Papua New Guinea'],
    ['Niger', 'Niger'],
  ])('does not take %s for a country of the report that sounds alike', (text, name) => {
    expect(unknownIn(text)).toEqual([name])
    expect(namesIn(text)).toEqual([name])
  })

  it.each([
    ['Guinea', 'Guinea'],
    ['Guinea-Bissau', 'Guinea-Bissau'],
    ['EQUATORIAL GUINEA', 'Equatorial Guinea'],
    ['Nigeria', 'Nigeria'],
    ['the Democratic Republic of the Congo', 'DR Congo'],
    ['the DRC', 'DR Congo'],
    ['the Republic of the Congo', 'Republic of the Congo'],
    ['Sudan', 'Sudan'],
    ['the Dominican Republic', 'Dominican Republic'],
    ['the Republic of Korea', 'South Korea'],
    ['North Korea', 'North Korea'],
    ['American Samoa', 'American Samoa'],
    ['the USA', 'United States'],
    ['WHAT ABOUT THE USA', 'United States'],
    ['the UAE', 'United Arab Emirates'],
  ])('finds in “%s” %s and no other country', (text, name) => {
    expect(namesIn(text)).toEqual([name])
  })

  it.each([
    'WHICH ONES ARE IN THERE AND HOW MANY?',
    'CAN IT BE SO, IS IT ON OR IN, AND WHY NOT?',
    'NO, IT IS FOR US ALL',
    'IS IT AND OR IN?',
    'WHO HAS A TON OF IT PER YEAR?',
    'is the ken in it, and are they so?',
    'a PER diem for each, AND more',
  ])('takes no word for a code in “%s”', (text) => {
    expect(namesIn(text)).toEqual([])
  })

  it.each(['help us', 'is it in there', 'Tell me, can you?', 'a man from the island', 'may i'])(
    'finds no country in “%s”',
    (text) => {
      expect(namesIn(text)).toEqual([])
    },
  )
})
