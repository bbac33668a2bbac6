import { describe, expect, it } from 'vitest'
import { kindsIn } from '../../helpers/held-to.js'

const bees =
  'The Carniolan Bee Society of Slovenia advised keepers in Central Asia, Peru and South America. North and West Africa sent observers to the European Union. North American drones were sold. The Honey Board met in Côte d’Ivoire.'

describe('a sentence with names is borne where', () => {
  it.each([
    ['a name is the text’s', 'Keepers in Peru were advised by the Carniolan Bee Society.'],
    ['a name is in the genitive', 'Slovenia’s society advised keepers.'],
    [
      'a name lacks its accents',
      "North American drones were sold. The Honey Board met in Cote d'Ivoire.",
    ],
    ['people are called after their country', 'Some Peruvian keepers were advised.'],
    ['people are called after their continent', 'Some South American keepers were advised.'],
    ['a continent is named by its people', 'Keepers of North America were advised.'],
    ['a name is shortened to its initials', 'Observers came to the EU.'],
    ['a name shares its last word with another', 'North Africa sent observers.'],
    ['a word opens the sentence', 'Observers came.'],
    ['something is said to be absent', 'Brazil is not named among them.'],
    ['something is said not to be listed', 'The text does not mention Brazil.'],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, bees)).toEqual([])
  })

  it('the text is known to name something under another name', () => {
    const sentence = 'Keepers were advised by the Kranj Guild.'
    expect(kindsIn(sentence, bees)).toContain('name')
    expect(kindsIn(sentence, bees, ['Kranj Guild'])).toEqual([])
  })
})

describe('a sentence is not borne where', () => {
  it.each([
    ['a country is nowhere', 'Keepers in Brazil were advised.'],
    ['a country that opens it is nowhere', 'Brazil sent observers.'],
    ['a people is nowhere', 'Some Brazilian keepers were advised.'],
    ['a continent’s people are of another', 'Some Central American keepers were advised.'],
    ['initials are of nothing', 'Observers came to the OAS.'],
    ['initials that open it are of nothing', 'OAS observers came.'],
    ['a name is joined of two', 'Keepers in Central Africa were advised.'],
    ['a name has another’s last word', 'The Carniolan Honey Society advised keepers.'],
  ])('%s', (_, sentence) => {
    expect(kindsIn(sentence, bees)).toContain('name')
  })
})
