import { describe, expect, it } from 'vitest'
import { teamsWords } from '../../prompts/teams/teams-words.js'
import { checked, fill, words } from '../../prompts/words.js'

describe('words', () => {
  it.each(Object.entries({ words, teamsWords }))(
    'are sober: no exclamation marks and no pictures in %s',
    (_, all) => {
      expect(JSON.stringify(all)).not.toMatch(/!|\p{Extended_Pictographic}/u)
    },
  )

  it('welcome with the document, its subject and three questions', () => {
    expect(words.bot.welcome).toContain('CTOC/COP/2012/10')
    expect(words.bot.welcome).toContain(
      'technical assistance against transnational organized crime',
    )
    expect(words.bot.welcome).toContain('not an official')
    expect(words.bot.examples).toHaveLength(3)
  })

  it.each([
    ['an empty sentence', { bot: { help: ' ' } }, 'bot.help'],
    ['an empty list', { bot: { examples: [] } }, 'bot.examples'],
    ['a number', { bot: { help: 1 } }, 'bot.help'],
    ['a sentence outside a group', { help: 'Help.' }, 'help'],
  ])('can’t hold %s', (_, source, place) => {
    expect(() => checked(source)).toThrow(place)
  })
})

describe('fill', () => {
  it('puts values into their places', () => {
    expect(fill('{a} of {b}, {a}', { a: 1, b: 'x' })).toBe('1 of x, 1')
  })

  it('leaves braces in a value alone', () => {
    expect(fill('{a}', { a: '{b}' })).toBe('{b}')
  })

  it.each(['{b}', '{toString}'])('throws where %s has no value', (template) => {
    expect(() => fill(template, { a: 1 })).toThrow(`Words: ${template} has no value`)
  })
})
