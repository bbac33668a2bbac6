import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readEvalOptions } from '../../adapters/cli/eval-options.js'
import { command, file } from '../adapters/cli/command.js'

const [first = '', second = ''] = readFileSync('test/eval/questions.jsonl', 'utf8').split('\n')
const impossible = { kind: 'fact', question: 'Who?', paras: [60], must: ['no such words'] }
const wrong = JSON.stringify({ id: 'wrong', persona: 'staff', lang: 'en', ...impossible })
const questions = file([first, second, wrong].join('\n'))

describe('npm run eval', () => {
  it('prints JSON that a later run is compared with, which fails below the floor', async () => {
    const one = await command('eval', [questions, '--json'])
    expect(one.code).toBe(0)
    const report = JSON.parse(one.out) as Record<string, unknown>
    const keys = ['file', 'groups', 'intervals', 'latency', 'questions']
    expect(Object.keys(report)).toEqual(keys)
    const floor = file('{"all": {"correct": 0.9, "hit5": 0.1}, "kind list": {"recall": 0.5}}')
    const beside = ['--compare', file(one.out), '--without-facts-of', 'half']
    const args = [questions, ...beside, '--misses', '--floor', floor]
    const { code, out, err } = await command('eval', args)
    expect(code).toBe(1)
    expect(out).toMatch(/^group +n +correct/)
    expect(out).toMatch(/^English single-turn +3 /m)
    expect(out).toMatch(/^wrong \(fact\): correct 0/m)
    expect(out).toMatch(/^correct +3 .* 0\.000 +0\.000 +0\.000$/m)
    expect(out).toContain('No question changed.')
    expect(out).toContain('Without the facts of ')
    // The floor is the one thing that fails.
    expect(err).toMatch(/^Eval: below the floor:\n {2}all, correct: 0\.\d+, at least 0\.9$/m)
    expect(err.trim().split('\n')).toHaveLength(3)
    expect(err).toMatch(/^ {2}kind list, recall: not measured, at least 0\.5$/m)
    expect(err).not.toContain('hit5')
  }, 120_000)

  it.each([
    ['an unknown part', ['--without', 'vectors'], 'must be facts, phrasings, gaps, words, names'],
    ['another share than half', ['--without-facts-of', 'all'], 'but must be half'],
    ['two files', ['a', 'b'], 'name one question file'],
    ['a missing file', ['none.jsonl'], 'Eval: none.jsonl can’t be read.'],
    ['a broken line', [file(`${first}\n{}`)], 'line 2, must be JSON such as'],
    ['an empty file', [file('\n')], 'holds no question'],
    ['a floor of an unknown measure', [questions, '--floor', file('{"all": {"f1": 1}}')], 'all'],
    ['a run that is none', [questions, '--compare', file('{}')], 'but questions: '],
  ])('refuses %s', async (_, args, message) => {
    await expect(readEvalOptions(args)).rejects.toThrow(message)
  })
})
