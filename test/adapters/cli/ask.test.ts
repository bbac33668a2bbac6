import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { readAskTask } from '../../../adapters/cli/ask-task.js'
import { askInContext } from '../../../adapters/cli/batch.js'
import type { Transcript } from '../../../adapters/transcript.js'
import { openRealAssistant } from '../../helpers/real-assistant.js'
import { command, file, type Ended } from './command.js'

/** Every third development question: all kinds and languages are among them. */
const questions = readFileSync('test/eval/questions.jsonl', 'utf8')
  .trim()
  .split('\n')
  .filter((_, at) => at % 3 === 0)

describe('npm run ask', () => {
  it('answers a question with its references and no colours outside a terminal', async () => {
    const { code, out } = await command('ask', ['How much cocaine', 'was seized in 2011?'])
    expect(code).toBe(0)
    expect(out).toContain('9,219 kg of cocaine')
    expect(out).toContain('[1] CTOC/COP/2012/10, para. 29')
    expect(out).not.toContain('\u001b')
  })

  it('keeps the conversation of lines from a pipe until somebody quits', async () => {
    const lines = ['/sources', 'How much cocaine was seized in 2011?', '', 'and heroin?']
    const input = [...lines, '/cite', '/sources', '/x', '/help', '/quit', 'Opium?'].join('\n')
    const ended = await command('ask', [], { input })
    const { code, out } = ended
    expect([code, faultsOf(ended)]).toEqual([0, ''])
    const said = out.split(/^\? /m).map(flat)
    const [, early, , heroin, cite, sources, unknown, help, end] = said
    expect(early).toContain('No answer in this conversation rests on a paragraph yet.')
    expect(heroin).toContain('666.9 kg of heroin')
    expect(cite).toContain('(CTOC/COP/2012/10), para. 29')
    expect(sources).toContain('666.9 kg of heroin and 30.9 kg of opium')
    expect(unknown).toContain('type it without the slash')
    expect(help).toContain('Type a question in your own words')
    expect(end).toBeUndefined()
  })

  it('takes a question with --json for a batch of one', async () => {
    const task = await readAskTask(['--json', 'Which resolution asked', 'for the report?'])
    const [asked] = task.kind === 'batch' ? task.questions : []
    if (asked === undefined) throw new Error('There is no question.')
    const answer = await askInContext(await openRealAssistant(), asked, 2000)
    expect(answer).toMatchObject({ id: '1', kind: 'answered', language: 'en' })
    expect(answer.text).toContain('5/6')
  })

  it('reports an unreadable configuration without a stack', async () => {
    const { code, out, err } = await command('ask', ['x'], { env: { PORT: 'x' } })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.trim().split('\n')).toEqual([
      'Configuration: mend the following, then start again.',
      '  PORT is “x”, but must be a whole number from 0 to 65535.',
    ])
  })

  it('explains itself', async () => {
    const { code, out } = await command('ask', ['--help'])
    expect(code).toBe(0)
    expect(out).toMatch(/^Usage:/)
  })
})

describe('npm run ask -- --json --batch', () => {
  const odd = [
    '{"id": 7, "question": "Hello", "persona": "staff"}',
    '',
    '{"id": "e", "question": " "}',
  ]
  let once: Ended
  let again: Ended
  beforeAll(async () => {
    const runs = [
      questions.join('\n'),
      `\ufeff${[...odd, ...questions.toReversed()].join('\r\n')}\r\n`,
    ].map((lines) => command('ask', ['--json', '--batch', file(lines)]))
    ;[once, again] = (await Promise.all(runs)) as [Ended, Ended]
  }, 120_000)

  it('gives the same bytes for the same question, whatever came before', () => {
    expect([once.code, faultsOf(once)]).toEqual([0, ''])
    expect(linesOf(again).slice(2)).toEqual(linesOf(once).toReversed())
  })

  it('takes other keys, blank lines, a byte order mark and messages that are no question', () => {
    const answers = linesOf(again).slice(0, 2)
    expect(answers.map((line) => Object.keys(JSON.parse(line) as Transcript))).toEqual([keys, keys])
    expect(answers.map((line) => JSON.parse(line) as Transcript)).toMatchObject([
      { id: 7, kind: 'smalltalk', citations: [] },
      { id: 'e', kind: 'clarify', citations: [], ranking: [] },
    ])
  })

  it.each([
    ['an unknown option', ['--colour'], "Unknown option '--colour'"],
    ['--batch without --json', ['--batch', 'x'], 'Add --json.'],
    ['--batch and a question', ['--json', '--batch', 'x', 'Who?'], 'not both'],
    ['--json without a question', ['--json'], '--json needs a question or --batch FILE.'],
    ['a missing file', ['--json', '--batch', 'none.jsonl'], 'Batch: none.jsonl can’t be read.'],
    ['a line without a question', brokenBatch('{"id": "3"}'), 'but question: '],
  ])('refuses %s', async (_, args, message) => {
    await expect(readAskTask(args)).rejects.toThrow(message)
  })

  it('names a broken line and prints no answer', async () => {
    const { code, out, err } = await command('ask', brokenBatch('{"id"'))
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(
      /^Batch: \S+, line 3, must be JSON such as .* but it is no JSON\. Mend it\.$/m,
    )
    expect(err).not.toMatch(/^\s+at /m)
  })

  it('answers bad usage with the usage', async () => {
    const { code, out, err } = await command('ask', ['--colour'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^Unknown option '--colour'[^]*\nUsage:/)
    expect(err).not.toMatch(/^\s+at /m)
  })
})

const keys = ['id', 'kind', 'language', 'text', 'lead', 'citations', 'ranking', 'places']

function brokenBatch(line: string): string[] {
  return ['--json', '--batch', file(`{"id": "1", "question": "Who?"}\n\n${line}\n`)]
}

function linesOf({ out }: Ended): string[] {
  return out.trim().split('\n')
}

/** What a command complained of; that opening takes a while is told where the machine is slow. */
function faultsOf({ err }: Ended): string {
  return err.replace(/^Opening the knowledge; .*\n/m, '')
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ')
}
