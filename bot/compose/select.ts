import type { CitedSentence } from '../../knowledge/citation/sentence.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import type { Answered } from '../answer.js'
import type { Evidence } from '../evidence.js'
import type { Question } from '../question.js'
import { catalogue } from './catalogue.js'
import { compare } from './compare.js'
import { exhibit } from './exhibit.js'
import { overview } from './overview.js'
import { paragraphAsked } from './paragraph.js'
import { reckon } from './reckon.js'
import { tell, type Told } from './tell.js'

/** Sentences for an answer, perhaps none. */
interface Selection extends Pick<Answered, 'facts' | 'layout' | 'exhibits'> {
  readonly sentences: readonly CitedSentence[]
}

/** Chooses what to say: a paragraph that is asked for, else what the first way of answering finds. */
export function select(question: Question, evidence: Evidence, knowledge: Knowledge): Selection {
  const asked = paragraphAsked(question, knowledge)
  if (asked.length > 0) return { sentences: asked, facts: [], layout: 'prose' }
  const { told, layout } = found(question, evidence, knowledge)
  return {
    sentences: told.map(({ sentence }) => sentence),
    facts: [...new Set(told.map(({ fact }) => fact))],
    layout: told.length > 1 ? layout : 'prose',
    exhibits: exhibit(told, knowledge),
  }
}

interface Found {
  readonly told: readonly Told[]
  readonly layout: Answered['layout']
}

/** The first way of answering that has something to say: a list, a sum, two sides, an overview, facts. */
function found(question: Question, { facts }: Evidence, knowledge: Knowledge): Found {
  const list = catalogue(question, knowledge)
  if (list.length > 0) return { told: list, layout: 'list' }
  const sum = reckon(question, facts, knowledge)
  if (sum.length > 0) return { told: sum, layout: 'list' }
  const sides = compare(question, facts, knowledge)
  if (sides.length > 0) return { told: sides, layout: 'comparison' }
  const best = facts[0]?.fact
  if (best && 'mentions' in best) return { told: overview(best, knowledge), layout: 'list' }
  return { told: tell(facts, question, knowledge), layout: 'prose' }
}
