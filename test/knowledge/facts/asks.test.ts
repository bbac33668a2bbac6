import { beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../../bot/answer/answer.js'
import { factSchema } from '../../../knowledge/facts/schema.js'
import { converse, openRealAssistant } from '../../helpers/real-assistant.js'
import facts from '../../../knowledge/documents/ctoc-cop-2012-10/facts.json' with { type: 'json' }

const all = facts.map((fact) => factSchema.parse(fact))

/** Plain questions that are still refused or answered from another paragraph. */
const open: ReadonlySet<string> = new Set([
  'report-itself',
  'intelligence-analyst-training-countries',
  'strategic-analysis-training-basis',
  'sierra-leone-i247',
  'kenya-commissions-trained',
  'som-central-america',
  'country-guatemala',
  'org-unodc',
  'org-conference-of-the-parties',
  'org-united-nations',
  'org-financial-intelligence-units',
  'org-public-prosecutor-dominican-republic',
])

/** What is answered to the short question of each fact, by the fact's id. */
const answers = new Map<string, Answer>()
beforeAll(async () => {
  const expert = await openRealAssistant()
  for (const { id, ask = '' } of all) answers.set(id, await converse(expert, ask))
}, 300_000)

const answerTo = (id: string) => {
  const answer = answers.get(id)
  if (!answer) throw new Error(`The question of ${id} was not asked.`)
  return answer
}

describe('the short question of each fact', () => {
  it('is there, once, and fits a tap', () => {
    const asks = all.map(({ ask }) => ask ?? '')
    expect(asks.filter((ask) => ask.length > 60 || !/^\p{Lu}.*\?$/u.test(ask))).toEqual([])
    expect(new Set(asks).size).toBe(all.length)
  })

  it('finds the fact’s paragraph first, and is answered', () => {
    const missed: string[] = []
    for (const fact of all) {
      const mentioned = 'mentions' in fact ? fact.mentions.map(({ paragraph }) => paragraph) : []
      const { kind, ranking } = answerTo(fact.id)
      const first = ranking[0]?.paragraph ?? 0
      const isFound = [...fact.paragraphs, ...mentioned].includes(first)
      if (!isFound || kind !== 'answered') missed.push(`${fact.id}: ${kind}, ${first}`)
    }
    expect(missed).toEqual([])
  })

  it('is answered from its own fact’s paragraph', () => {
    const failures: string[] = []
    for (const { id, ask = '', paragraphs } of all.filter((fact) => !open.has(fact.id))) {
      const answer = answerTo(id)
      const sentences = answer.kind === 'answered' ? answer.sentences : []
      // A list tells its paragraphs in reading order.
      const isList = answer.kind === 'answered' && answer.layout === 'list'
      const first = sentences.slice(0, isList ? undefined : 1).flatMap(({ passages }) => passages)
      if (!first.some(({ paragraph }) => paragraph === paragraphs[0])) {
        const cited = first.map(({ paragraph }) => paragraph)
        failures.push(`${id}: “${ask}” ${answer.kind}, cites ${cited.join(', ')}`)
      }
    }
    expect(failures).toEqual([])
  })
})

describe('next questions', () => {
  it('are short and plain, whatever was answered', () => {
    const offered = new Set([...answers.values()].flatMap(({ suggestions }) => suggestions))
    expect([...offered].filter((one) => one.length > 60 || !/^\p{Lu}.*\?$/u.test(one))).toEqual([])
  })
})

it.each(['a lower-case start?', 'No question mark.', `What about ${'this '.repeat(12)}?`])(
  'a fact can’t carry the question “%s”',
  (ask) => {
    expect(factSchema.safeParse({ ...facts[1], ask }).success).toBe(false)
  },
)
