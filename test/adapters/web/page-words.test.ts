import { describe, expect, it } from 'vitest'
import { fillHtml, toJsonElement } from '../../../adapters/web/html.js'
import {
  chooseLanguage,
  exampleQuestions,
  readPageWords,
} from '../../../adapters/web/page-words.js'

describe('the words of the page', () => {
  const all = [...readPageWords()]

  it('are there in the six official languages', () => {
    expect(all.map(([language]) => language).sort()).toEqual(['ar', 'en', 'es', 'fr', 'ru', 'zh'])
  })

  it.each(all)('in %s have the placeholders of the English ones', (_, own) => {
    const placeholders = (text: string) => text.match(/\{\w+\}/g) ?? []
    const english = new Map(all).get('en')
    const sorted = (words: unknown) => placeholders(JSON.stringify(words)).sort()
    expect(sorted(own)).toEqual(sorted(english))
  })

  it.each(all)('in %s stay calm', (_, own) => {
    expect(JSON.stringify(own)).not.toMatch(/[!！]/)
  })

  it('begin with two questions for each group', () => {
    expect(Object.values(exampleQuestions).map((group) => group.length)).toEqual([2, 2, 2])
  })
})

it.each([
  [undefined, undefined, 'en'],
  [undefined, '*', 'en'],
  [undefined, 'zh-Hant-TW', 'zh'],
  [undefined, 'en;q=0.1, ru;q=0.9', 'ru'],
  ['es', 'fr', 'es'],
  ['xx', 'fr', 'fr'],
])('asked for %s by a browser that prefers %s, the page is in %s', (asked, accepted, language) => {
  expect(chooseLanguage(asked, accepted)).toBe(language)
})

describe('a template', () => {
  it('takes values as text', () => {
    expect(fillHtml('<p title="{{a}}">', { a: `"><b>'&` })).toBe(
      '<p title="&quot;&gt;&lt;b&gt;&#39;&amp;">',
    )
  })

  it('with a placeholder that has no value is a fault', () => {
    expect(() => fillHtml('{{toString}}', {})).toThrow('{{toString}} has no value')
  })

  it('takes data that can’t end its element', () => {
    expect(toJsonElement('x', { a: '</script>' })).toContain('{"a":"\\u003c/script>"}')
  })
})
