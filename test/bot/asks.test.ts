import { expect, it } from 'vitest'
import { openRealAssistant } from '../helpers/real-assistant.js'
import { openReport } from '../helpers/report.js'

const assistant = await openRealAssistant()
const { facts } = await openReport()

/** Plain questions that are still refused or answered from another paragraph. */
const open = new Set([
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

it('is answered from its own fact’s paragraph, each question that is suggested', async () => {
  const failures: string[] = []
  for (const { id, ask, paragraphs } of facts.all) {
    if (ask === undefined || open.has(id)) continue
    const { answer } = await assistant.respond(ask, [])
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
}, 600_000)
