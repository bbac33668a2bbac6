import type { Answer, Answered } from '../../bot/answer/answer.js'
import type { Passage } from '../../knowledge/citation/passage.js'
import { cited, cocaine, FakeAssistant, passages, unsourced } from '../fakes/assistant.js'

/** An assistant that answers at once and always alike: a sentence, a long list, or a refusal. */
export function cannedAssistant(): FakeAssistant {
  return new FakeAssistant((text) => {
    if (text.includes('tools')) return tools(9)
    if (text.includes('Long')) return { ...cocaine(), suggestions: long }
    return text.includes('Moon') ? unsourced('not-found', 'The report does not say.') : cocaine()
  })
}

/** Next questions as long as they come. */
const long = ['cocaine', 'heroin', 'opium'].map(
  (one) => `How much ${one} was seized in ports in 2011?`,
)

/** A list of so many entries, each from a paragraph of its own. */
export function tools(count: number): Answer {
  const [first = tool(1), ...rest] = Array.from({ length: count }, (_, index) => tool(index + 1))
  const sentences: Answered['sentences'] = [first, ...rest]
  const ranking = sentences.flatMap(({ passages }) => passages)
  const common = { language: 'en', suggestions: [], ranking, told: [], facts: [] }
  return { ...common, kind: 'answered', layout: 'list', lead: count, sentences }
}

function tool(paragraph: number) {
  const text = `Manual number ${paragraph} (manual, available).`
  const passage: Passage = { ...passages.seizures, paragraph, text }
  return cited(text, passage)
}
