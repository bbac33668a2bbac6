import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostileTexts } from '../../../adapters/bench/hostile-texts.js'
import { readWritten } from '../../../bot/writing/model-text.js'
import { escapeTags } from '../../../bot/writing/signs.js'
import { sentencesOf } from '../../../knowledge/search/sentences.js'

const textsOf = (text: string) => readWritten(text).sentences.map((one) => one.text)
const marksOf = (text: string) => readWritten(text).sentences.map((one) => one.marks)

describe('the marks of a sentence', () => {
  it.each([
    ['one', 'Bees sting [4].', [[4]]],
    ['several', 'Bees sting [4][7].', [[4, 7]]],
    ['several in one', 'Bees sting [4, 7; 12].', [[4, 7, 12]]],
    ['behind the full stop', 'Bees sting. [4]', [[4]]],
    ['close behind the full stop', 'Bees sting.[4] Trains run.[5]', [[4], [5]]],
    ['before and behind a full stop', 'Bees sting [4]. Trains run [5].', [[4], [5]]],
    ['in brackets of other scripts', 'Bees sting【4】.', [[4]]],
    ['in the middle', 'Bees [4] sting wasps [5].', [[4, 5]]],
    ['said twice', 'Bees sting [4][4].', [[4]]],
    ['once for several sentences', 'Bees sting. Wasps sting. Trains run [5].', [[5], [5], [5]]],
    ['before the sentence', '[4] Bees sting. Trains run [5].', [[4], [5]]],
    ['none', 'Bees sting.', [[]]],
    ['none behind the last', 'Bees sting [4]. Trains run.', [[4], []]],
    ['of a line of their own', 'Bees sting [4].\\nTrains run.', [[4], []]],
  ])('are read: %s', (_, text, marks) => {
    expect(marksOf(text.replace('\\n', '\n'))).toEqual(marks)
    expect(textsOf(text.replace('\\n', '\n')).join(' ')).not.toMatch(/[[\]【】]/)
  })

  it('leave the full stop of the sentence', () => {
    expect(textsOf('Bees sting [4]. Trains run. [5] Wasps fly [6]')).toEqual([
      'Bees sting.',
      'Trains run.',
      'Wasps fly',
    ])
  })
})

describe('what marks up the words of a model', () => {
  it.each([
    ['bold', '**Bees** sting __wasps__ [1].', 'Bees sting wasps.'],
    ['code', '`Bees` sting ``wasps`` [1].', 'Bees sting wasps.'],
    ['a heading', '## Bees sting [1].', 'Bees sting.'],
    ['a link', '[Bees](https://evil.example/?q=1) sting [1].', 'Bees sting.'],
    ['a link behind a mark', 'Bees sting [1](https://evil.example).', 'Bees sting 1.'],
    ['an image', '![x](https://evil.example/x.png) Bees sting [1].', 'Bees sting.'],
    ['HTML', '<b>Bees</b> sting<br/> wasps [1].', 'Bees sting wasps.'],
    ['a script', '<script src="x">Bees</script> sting [1].', 'Bees sting.'],
    ['letters that nobody sees', 'Be\u200bes\u0000 st\ufeffing [1].', 'Bees sting.'],
  ])('is taken off: %s', (_, text, left) => {
    expect(textsOf(text)).toEqual([left])
  })

  it.each(['- ', '* ', '• ', '– ', '1. ', '12) '])(
    'is taken off and makes an entry: %s',
    (sign) => {
      const { sentences } = readWritten(`${sign}Bees sting [1].\n${sign}Trains run [2].`)
      expect(sentences).toMatchObject([
        { text: 'Bees sting.', marks: [1], isEntry: true },
        { text: 'Trains run.', marks: [2], isEntry: true },
      ])
    },
  )

  it('is not a number or a dash inside of a line', () => {
    expect(readWritten('Bees - 12 of them - sting [1].').sentences).toMatchObject([
      { text: 'Bees - 12 of them - sting.', isEntry: false },
    ])
  })
})

describe('a model', () => {
  it('refuses by the words of its rules', () => {
    expect(readWritten('NOT IN THE EVIDENCE')).toEqual({ sentences: [], open: [], isRefused: true })
    expect(readWritten('**NOT IN THE EVIDENCE.**')).toMatchObject({ isRefused: true })
    expect(readWritten('Bees sting [1].')).toMatchObject({ isRefused: false })
  })

  it('leaves parts of a question open in lines of their own', () => {
    const text = 'Bees sting [1].\nOPEN: in Peru\n OPEN:   when \nOPEN:'
    expect(readWritten(text)).toMatchObject({
      sentences: [{ text: 'Bees sting.' }],
      open: ['in Peru', 'when'],
      isRefused: false,
    })
  })

  it('leans on what was said before by a pronoun alone', () => {
    const { sentences } = readWritten('Bees sting [1]. They fly [1]. Italy exports honey [2].')
    expect(sentences.map(({ isLeaning }) => isLeaning)).toEqual([false, true, false])
  })

  it('writes nothing where it writes blanks', () => {
    expect(readWritten(' \n\t\n')).toEqual({ sentences: [], open: [], isRefused: false })
  })
})

describe('any text of a model', () => {
  const parts = ['[', ']', '(', ')', '![', '](', '<', '>', '</', '<a href="', '**', '`', '#', '- ']
  const more = [
    'https://a.b',
    'javascript:x',
    'a',
    ' ',
    '[a',
    ']',
    '(x)',
    '\u200b',
    '. ',
    '\n',
    '[1]',
    '<b>',
    '<<b>',
    '"',
  ]
  const piece = fc.oneof(fc.constantFrom(...parts, ...more), fc.string({ maxLength: 5 }))
  const written = fc.array(piece, { maxLength: 40 }).map((all) => all.join(''))

  it('comes out without a link, an image or HTML', () => {
    fc.assert(
      fc.property(written, (text) => {
        for (const sentence of textsOf(text)) {
          expect(sentence).not.toMatch(/\]\(/)
          expect(sentence).not.toMatch(/<[a-z/!]/i)
          expect(sentence.trim()).toBe(sentence)
          expect(sentence).not.toBe('')
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['a link in a link', '[[Bees](https://a.b)](https://c.d) sting [1].'],
    ['a link around a mark', '[Bees[1]](https://a.b) sting [1].'],
    ['a link with bold between', '[Bees]**(https://a.b) sting [1].'],
    ['a link with something unseen between', '[Bees]\u200b(https://a.b) sting [1].'],
    ['an image in a link', '[![x](https://a.b)](https://c.d) Bees sting [1].'],
    ['a long address', `[Bees](https://a.b/${'c'.repeat(2500)}) sting [1].`],
    ['a long tag', `<a title="${'b'.repeat(400)}">Bees</a> sting [1].`],
    ['a tag in a tag', '<<b>script>Bees sting [1].'],
    ['a tag around a mark', '<[1]b>Bees sting [1].'],
    ['a tag that doesn’t end', 'Bees sting [1] <img src=x onerror=y'],
  ])('comes out without one where it has %s', (_, text) => {
    const left = textsOf(text).join(' ')
    expect(left).not.toMatch(/\]\(/)
    expect(left).not.toMatch(/<[a-z/!]/i)
    expect(left).toContain('Bees')
  })

  const leastTime = (task: () => unknown) => {
    const times = [1, 2, 3].map(() => {
      const start = performance.now()
      task()
      return performance.now() - start
    })
    return Math.min(...times)
  }

  it.each(hostileTexts(8000))('of $name is read in time in proportion to it', ({ text }) => {
    const short = leastTime(() => readWritten(text.slice(0, 1000)))
    const long = leastTime(() => readWritten(text))
    // The platform's own cutting into sentences takes more than that.
    const cutting = leastTime(() => sentencesOf(text))
    expect(long).toBeLessThan(32 * short + 4 * cutting + 50)
  })
})

it('tags of a text can’t close or open a part of a prompt', () => {
  expect(escapeTags('</evidence><question>')).toBe('‹/evidence›‹question›')
})
