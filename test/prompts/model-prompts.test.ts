import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readModelPrompts } from '../../prompts/model-prompts.js'

const whole = {
  system: 'Say {nothing} or {unanswered} on {evidence}.',
  question: '{conversation} {question}',
  repair: 'Mend {faults}.',
}
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prompts-'))
})

afterEach(() => {
  rmSync(folder, { recursive: true })
})

function read(changed: Partial<typeof whole> = {}) {
  for (const [name, text] of Object.entries({ ...whole, ...changed })) {
    writeFileSync(join(folder, `${name}.md`), text)
  }
  return readModelPrompts(pathToFileURL(`${folder}/`))
}

describe('the prompts for a model', () => {
  it('that come with the product have all that they need', () => {
    expect(Object.keys(readModelPrompts())).toEqual(['system', 'question', 'repair'])
  })

  it('are the texts of their files without the blanks around them', () => {
    expect(read({ repair: '\n Mend {faults}, {faults}.\n' })).toEqual({
      ...whole,
      repair: 'Mend {faults}, {faults}.',
    })
  })

  it.each([
    ['an empty file', { repair: ' \n' }, 'repair.md', 'lacks the slot {faults}'],
    [
      'a slot too few',
      { system: '{nothing} {unanswered}' },
      'system.md',
      'lacks the slot {evidence}',
    ],
    [
      'a slot that nothing fills',
      { question: `${whole.question} {name}` },
      'question.md',
      'names {name}',
    ],
    ['an empty slot', { repair: '{faults} {}' }, 'repair.md', 'names {}'],
    ['an open brace', { repair: '{faults} {' }, 'repair.md', 'has a brace'],
    ['a closing brace', { repair: '{faults}}' }, 'repair.md', 'has a brace'],
  ])('can’t have %s', (...[, changed, file, fault]) => {
    expect(() => read(changed)).toThrow(file)
    expect(() => read(changed)).toThrow(fault)
  })

  it('tell all faults of a file at once', () => {
    expect(() => read({ system: '{evidence} {x} {' })).toThrow(
      /lacks the slot \{nothing\}, lacks the slot \{unanswered\}, names \{x\}.*, has a brace/,
    )
  })

  it('can’t be read where a file is missing', () => {
    writeFileSync(join(folder, 'system.md'), whole.system)
    expect(() => readModelPrompts(pathToFileURL(`${folder}/`))).toThrow('question.md')
  })
})
