import { describe, expect, it } from 'vitest'
import { toReply } from '../../../bot/reply.js'
import type { Turn } from '../../../bot/assistant.js'
import { textOf } from '../../helpers/real-assistant.js'
import { asked, at, blockOf, openWritten, right, saying } from './written.js'

/** Asks one question of an assistant whose model says these texts in turn. */
async function ask(question: string, ...texts: string[]) {
  const { assistant, composing, server, logged } = await openWritten(saying(...texts))
  const { answer, turn } = await assistant.respond(question, [])
  const { answer: composed } = await composing.respond(question, [])
  return { answer, turn, composed, shown: toReply(answer).text, times: server.asked.length, logged }
}

describe('an answer that a model wrote', () => {
  it('is shown with its citations and marked as generated', async () => {
    const { answer, shown, times, composed } = await ask(asked, `${right}${at}`)
    expect(answer).toMatchObject({ kind: 'answered', generated: true })
    expect(shown).toBe(`${right} [1]`)
    expect(toReply(answer).references.map(({ label }) => label)).toEqual([
      expect.stringContaining('29'),
    ])
    expect([times, composed.kind === 'answered' && composed.generated]).toEqual([1, undefined])
  })

  it('rests on each paragraph that it cites', async () => {
    const planned =
      'An expansion of container control assistance to 15 additional countries is planned.'
    const { answer, shown } = await ask(asked, `${right}${at} ${planned} {15 additional countries}`)
    expect(shown).toBe(`${right} [1] ${planned} [2]`)
    expect(toReply(answer).references.map(({ label }) => label)).toEqual([
      expect.stringContaining('29'),
      expect.stringContaining('30'),
    ])
  })

  it('is a list where each sentence is an entry', async () => {
    const said = `- ${right}${at}\n- They also included 666.9 kg of heroin.${at}`
    const { answer } = await ask(asked, said)
    expect(answer).toMatchObject({ kind: 'answered', layout: 'list', generated: true })
  })
})

const faulty = [
  [
    'a wrong figure',
    'In 2011, the participating countries’ seizures included 9,129 kg of cocaine.',
  ],
  [
    'a wrong unit',
    'In 2011, the participating countries’ seizures included 9,219 tons of cocaine.',
  ],
  ['a wrong name', 'In 2011, the seizures of Panama included 9,219 kg of cocaine.'],
  ['a wrong year', 'In 2010, the participating countries’ seizures included 9,219 kg of cocaine.'],
  ['the right figure of another thing', 'In 2011, the seizures included 9,219 kg of cannabis.'],
  [
    'a negation',
    'In 2011, the participating countries’ seizures did not include 9,219 kg of cocaine.',
  ],
  ['French', 'En 2011, les saisies des pays participants comprenaient 9,219 kg de cocaïne.'],
  ['Spanish', 'En 2011 se incautaron 9,219 kg de cocaína.'],
  ['Chinese', '2011年，参与国缉获了9,219公斤可卡因。'],
  ['Russian', 'В 2011 году было изъято 9219 кг кокаина.'],
  ['what nobody says', 'The Programme is paid for by a secret fund of rich traders.'],
] as const
const sited = [
  ...faulty.map(([what, text]) => [what, text, at] as const),
  ['another paragraph', right, ' {endangered species}'],
  ['an invented citation', right, ' [999]'],
  ['the number nought', right, ' [0]'],
  ['one invented citation among right ones', right, ` [999]${at.trim()}`],
  ['no citation', right, ''],
] as const
const kept = 'The Programme currently operates in seaports in 13 countries.'

describe('a sentence that isn’t borne', () => {
  it.each(sited)(
    'with %s isn’t shown, the rest is, and one repair is asked',
    async (_, bad, mark) => {
      const said = `${kept}${at}\n\n${bad}${mark}`
      const { shown, answer, times } = await ask(asked, said, said)
      expect([shown, times]).toEqual([`${kept} [1]`, 2])
      expect(answer).toMatchObject({ generated: true })
    },
  )

  it.each(sited)('with %s alone ends in the composed answer', async (_, bad, mark) => {
    const { answer, composed, times, turn } = await ask(asked, `${bad}${mark}`)
    expect([answer, times]).toEqual([composed, 2])
    expect(turn.told).toEqual(composed.kind === 'answered' ? composed.told : [])
  })

  it('is mended by the repair, which hears what was wrong with it', async () => {
    const { assistant, server } = await openWritten(saying(`${faulty[0][1]}${at}`, `${right}${at}`))
    const { answer } = await assistant.respond(asked, [])
    expect(textOf(answer)).toBe(right)
    expect(server.asked).toHaveLength(2)
    const [, repair] = server.asked
    expect(repair?.messages.map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'user',
    ])
    expect(repair?.messages.at(-1)?.content).toMatch(/9,129.*no such number is there/)
  })

  it('leaves what was written first where the repair is worse or doesn’t come', async () => {
    const said = `${kept}${at}\n${faulty[0][1]}${at}`
    expect(textOf((await ask(asked, said, faulty[1][1])).answer)).toBe(kept)
    const { assistant, server, logged } = await openWritten((messages, before) =>
      before === 0 ? saying(said)(messages, before) : { kind: 'status', status: 400 },
    )
    expect(textOf((await assistant.respond(asked, [])).answer)).toBe(kept)
    expect(server.asked).toHaveLength(2)
    expect(logged().filter(({ msg }) => msg === 'model unavailable')).toHaveLength(1)
  })

  it('takes those with it that lean on it, and none that doesn’t', async () => {
    const lost = `${faulty[2][1]}${at} They also included 666.9 kg of heroin.${at} It included opium.${at}`
    const { shown } = await ask(asked, `${lost} ${kept}${at}`)
    expect(shown).toBe(`${kept} [1]`)
    const { shown: whole } = await ask(
      asked,
      `${right}${at} They also included 666.9 kg of heroin.${at}`,
    )
    expect(whole).toContain('666.9 kg')
  })

  it('is not in the log', async () => {
    const { logged } = await ask(asked, `${kept}${at}\n${faulty[0][1]}${at}`)
    expect(JSON.stringify(logged())).not.toMatch(/9,129|cocaine/)
  })
})

describe('what a model leaves open', () => {
  const both = `${asked.slice(0, -1)} and who paid for the rockets?`

  it('is named in the question’s own words', async () => {
    const { answer, times } = await ask(both, `${right}${at}\nOPEN: who paid for the rockets`)
    expect(answer).toMatchObject({
      remark: expect.stringContaining('who paid for the rockets') as string,
    })
    expect([textOf(answer), times]).toEqual([right, 1])
  })

  it.each([
    ['other words', 'OPEN: the minister’s secret account'],
    ['no words', 'OPEN: !!!'],
    ['nothing but function words', 'OPEN: you are to do it'],
    ['more than was asked', `OPEN: ${'rockets '.repeat(300)}`],
  ])('isn’t named with %s', async (_, open) => {
    const { answer } = await ask(both, `${right}${at}\n${open}`)
    expect(answer).not.toHaveProperty('remark')
  })

  it('is all of it where the evidence doesn’t answer', async () => {
    const { answer, times } = await ask(asked, 'NOT IN THE EVIDENCE')
    expect([answer.kind, times]).toEqual(['not-found', 1])
    expect(answer).not.toHaveProperty('generated')
  })

  it('is as composed where that is a refusal already', async () => {
    const question = 'Which countries joined the Container Control Programme?'
    const { answer, composed } = await ask(question, 'NOT IN THE EVIDENCE')
    expect(composed.kind).toBe('not-found')
    expect(answer).toEqual(composed)
  })
})

describe('what is better as it is', () => {
  it.each([
    ['small talk', 'Hello'],
    ['thanks', 'Thank you!'],
    ['a list', 'List all the tools'],
    ['a French question', 'Combien de cocaïne a été saisie en 2011 ?'],
    ['a Chinese question', '2011年缉获了多少可卡因？'],
    ['a paragraph', 'Show paragraph 29'],
    ['a paragraph by another name', 'What does paragraph 12 say?'],
    ['paragraphs', 'Paragraphs 29 and 30'],
    ['a section', 'Section IX'],
  ])('is not written: %s', async (_, question) => {
    const { answer, composed, times } = await ask(question, `${right}${at}`)
    expect([answer, times]).toEqual([composed, 0])
  })
})

describe('what a model is told of the talk', () => {
  it('is what was asked, without small talk, and the last four alone', async () => {
    const { assistant, server } = await openWritten(saying(`${right}${at}`))
    const questions = [
      'Hello',
      'What is REFCO?',
      'Who led it?',
      'What is the WACI?',
      'Why?',
      'How?',
    ]
    const history: Turn[] = []
    for (const question of questions) {
      history.push((await assistant.respond(question, history)).turn)
    }
    server.play(saying(`${right}${at}`))
    await assistant.respond(asked, history)
    const lines = blockOf('conversation', server.asked[0]?.messages ?? []).split('\n')
    expect(lines).toEqual(questions.slice(2).map((question) => `- ${question}`))
  })
})

describe('a check that fails', () => {
  it('ends in the composed answer, with a line for the operator', async () => {
    const verify = () => Promise.reject(new Error('too many are waiting'))
    const written = await openWritten(saying(`${right}${at}`), {}, { verify })
    const { answer } = await written.assistant.respond(asked, [])
    expect(answer).toEqual((await written.composing.respond(asked, [])).answer)
    expect(written.logged().map(({ msg }) => msg)).toEqual([
      'what the model wrote can’t be verified',
    ])
  })
})
