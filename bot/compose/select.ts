import type { CitedSentence } from '../../knowledge/citation/sentence.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Answered } from '../answer.js'
import type { Evidence } from '../evidence.js'
import type { Question } from '../question.js'
import { catalogue } from './catalogue.js'
import { compare } from './compare.js'
import { overview } from './overview.js'
import { paragraphAsked } from './paragraph.js'
import { reckon } from './reckon.js'
import { tell, type Told } from './tell.js'

/** Sentences for an answer, perhaps none. */
interface Selection extends Pick<Answered, 'facts' | 'layout'> {
  readonly sentences: readonly CitedSentence[]
}

/** The first way of answering that has something to say: a paragraph, a list, two sides, an overview, facts. */
export function select(question: Question, { facts }: Evidence, knowledge: Knowledge): Selection {
  const shown = paragraphAsked(question, knowledge)
  if (shown.length > 0) return { sentences: shown, facts: [], layout: 'prose' }
  const list = catalogue(question, knowledge)
  if (list.length > 0) return selection(list, 'list')
  const sum = reckon(question, facts, knowledge)
  if (sum.length > 0) return selection(sum, 'list')
  const sides = compare(question, facts, knowledge)
  if (sides.length > 0) return selection(sides, 'prose')
  const best = facts[0]?.fact
  if (best && 'mentions' in best) return selection(overview(best, knowledge), 'list')
  return selection(tell(facts, question, knowledge), 'prose')
}

function selection(told: readonly Told[], layout: Selection['layout']): Selection {
  return {
    sentences: told.map(({ sentence }) => sentence),
    facts: [...new Set(told.map(({ fact }) => fact))],
    layout: told.length > 1 ? layout : 'prose',
  }
}
