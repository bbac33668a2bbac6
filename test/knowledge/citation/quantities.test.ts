import { describe, expect, it } from 'vitest'
import { kindsIn } from '../../helpers/held-to.js'

const hives =
  'In 2014 the inspectors visited 1,250 hives and 37 apiaries in Slovenia. They found 12,600 kg of honey and 410 kg of wax, 3.5 per cent of it spoilt. Ninety-five queens were lost to mites, while 40 queens were sold.'
const lines =
  'The line has two tunnels and twenty-five bridges and serves one hundred and five villages. Working group 5 met on platform 3 for 45 minutes. Rule 7/12 of code RX-40 holds for trains of the second class and the twelfth depot. The budget was $2.5 million for 2011-2013. Towns on it are Bled, Kranj, Jesenice and Celje.'

describe('a sentence with numbers is borne where', () => {
  it.each([
    ['a figure is the text’s', 'They visited 1,250 hives.', hives],
    ['a figure is written without its comma', 'They visited 1250 hives.', hives],
    ['a number word stands for a figure', 'They visited thirty-seven apiaries.', hives],
    ['a figure stands for a number word', 'Mites killed 95 queens.', hives],
    ['a figure stands for a long number word', 'It serves 105 villages.', lines],
    ['a scale is written out', 'The budget was $2,500,000.', lines],
    ['a unit has another name', 'They found 410 kilograms of wax.', hives],
    ['a sign stands for per cent', 'Of the wax, 3.5% was spoilt.', hives],
    ['kilograms are told in round tonnes', 'They found over 12 tonnes of honey.', hives],
    ['one end of a range is named', 'The budget began in 2011.', lines],
    ['a range has another dash', 'The budget was for 2011–2013.', lines],
    ['a range is written out', 'The budget was for 2011 to 2013.', lines],
    ['the entries of a list are counted', 'Four towns are on it.', lines],
    ['two things are counted', 'Two visits were made.', hives],
    ['a label is the text’s', 'Working group 5 met.', lines],
    ['an identifier is the text’s', 'Rule 7/12 is in code RX-40.', lines],
    ['an ordinal is the text’s', 'The twelfth depot has it.', lines],
    ['a low ordinal counts what the text ranks nowhere', 'It is the first line.', lines],
    ['numbers are shared out', 'It has 25 and 2 bridges and tunnels, respectively.', lines],
  ])('%s', (_, sentence, text) => {
    expect(kindsIn(sentence, text)).toEqual([])
  })
})

describe('a sentence is not borne where', () => {
  it.each([
    ['a figure is nowhere', 'They visited 1,260 hives.', [hives, 'number']],
    ['a figure has another decimal', 'Of the wax, 3.6 per cent was spoilt.', [hives, 'number']],
    ['a figure is part of another', 'They visited 250 hives.', [hives, 'number']],
    ['a number word is nowhere', 'They visited thirty-eight apiaries.', [hives, 'number']],
    ['a long number word is nowhere', 'It serves one hundred and six villages.', [lines, 'number']],
    ['a scale is another', 'The budget was $2.5 billion.', [lines, 'number']],
    ['a year is nowhere', 'In 2015 they visited Slovenia.', [hives, 'number']],
    ['an end of a range is nowhere', 'The budget was for 2011-2014.', [lines, 'number']],
    ['tonnes are rounded up', 'They found 13 tonnes of honey.', [hives, 'number']],
    ['a count of a list is wrong', 'Six towns are on it.', [lines, 'number']],
    ['a count stands against the text’s', 'It has four tunnels.', [lines, 'number']],
    ['a label is another', 'Working group 4 met.', [lines, 'number']],
    ['the number of a rule is another', 'Rule 7/13 is in it.', [lines, 'number']],
    ['the letters of a code are others', 'It is in code RZ-40.', [lines, 'number']],
    ['a high ordinal is nowhere', 'The tenth depot has it.', [lines, 'number']],
    ['a low ordinal is another', 'It holds for the first class.', [lines, 'number']],
    ['a unit is another', 'They found 410 tonnes of wax.', [hives, 'unit']],
    ['a share is an amount', 'They met for 45 per cent.', [lines, 'unit']],
    ['another thing is counted', 'They visited 1,250 queens.', [hives, 'unit']],
    ['the figures of two things are exchanged', 'They found 12,600 kg of wax.', [hives, 'thing']],
  ])('%s', (_, sentence, [text = '', kind]) => {
    expect(kindsIn(sentence, text)).toContain(kind)
  })
})

it('a thing may stand before its number as well as another number before the thing', () => {
  const text = 'The guild rented 113 old hives; so far these hives have yielded 25 swarms.'
  expect(kindsIn('These hives have yielded 25 swarms.', text)).toEqual([])
  expect(kindsIn('The guild rented 25 hives.', text)).not.toEqual([])
})
