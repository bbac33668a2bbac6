import { paragraphKey, type PassageId } from '../../knowledge/citation/passage.js'
import type { CitedSentence } from '../../knowledge/citation/sentence.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import type { Answer, Answered } from './answer.js'
import { limits } from '../limits.js'
import { adds, withNext } from './repeats.js'

/** A question of a message, and what was found for it. */
export interface PartAnswered {
  readonly text: string
  readonly answer: Answer
}

/**
 * Answers the questions of one message together, in their order: the sentences that answer each, and
 * a remark that names those which aren't answered.
 * @param over what was asked beyond as many as are taken
 */
export function together(
  parts: readonly [PartAnswered, ...PartAnswered[]],
  over: readonly string[],
): Answer {
  const answered = parts.flatMap(({ answer }) => (answer.kind === 'answered' ? [answer] : []))
  const remark = [...parts.flatMap(remarkOn), ...remarkOver(over)].join(' ')
  const [{ answer: own }] = parts
  const common = {
    language: own.language,
    suggestions: inTurn(parts.map(({ answer }) => answer.suggestions)).slice(
      0,
      limits.offered.questions,
    ),
    ranking: rankingOf(parts),
  }
  const leads = toldIn(answered)
  const told = [...leads, ...besides(leads, answered)]
  const [first, ...rest] = told.map(({ sentence }) => sentence)
  if (!first) return { kind: 'not-found', text: remark, ...common }
  const [figures = []] = answered.flatMap(({ exhibits }) =>
    exhibits && exhibits.figures.length > 0 ? [exhibits.figures] : [],
  )
  return {
    kind: 'answered',
    sentences: [first, ...rest],
    lead: leads.length,
    layout: answered.some(({ layout }) => layout === 'list') ? 'list' : 'prose',
    told: told.map(({ id }) => id),
    facts: [...new Set(answered.flatMap(({ facts }) => facts))],
    exhibits: {
      // A list that is turned over shows nothing but its entries: the other answers would be lost.
      entries: [],
      sheets: [...new Set(answered.flatMap(({ exhibits }) => exhibits?.sheets ?? []))],
      figures,
    },
    ...(remark !== '' && { remark }),
    ...common,
  }
}

interface Told {
  readonly id: string
  readonly sentence: CitedSentence
}

/** What else is said, where all questions are about one paragraph: they may be one question in two clauses. */
function besides(leads: readonly Told[], answered: readonly Answered[]): Told[] {
  const keys = leads.flatMap(({ sentence }) => sentence.passages.map(paragraphKey))
  if (new Set(keys).size > 1) return []
  const rests = answered.flatMap(({ sentences, lead, told }) =>
    sentences
      .slice(lead)
      .map((sentence, at) => ({ id: told[lead + at] ?? sentence.text, sentence })),
  )
  let words = lengthOf(leads)
  const kept: Told[] = []
  for (const one of rests) {
    if (!adds([...leads, ...kept], one) || words + lengthOf([one]) > limits.whole.words) continue
    words += lengthOf([one])
    kept.push(one)
  }
  return kept
}

const lengthOf = (told: readonly Told[]) =>
  told.reduce((sum, { sentence }) => sum + sentence.text.split(/\s+/).length, 0)

/**
 * What answers each question, without what else is said there; what answers two is said once. The
 * entries of a list and the sides of a comparison are alike by nature, and stay.
 */
function toldIn(answered: readonly Answered[]): readonly Told[] {
  return answered.reduce<readonly Told[]>((before, { sentences, lead, told, layout }) => {
    const own = sentences
      .slice(0, lead)
      .map((sentence, at) => ({ id: told[at] ?? sentence.text, sentence }))
    if (layout === 'prose') return own.reduce(withNext, before)
    const texts = new Set(before.map(({ sentence }) => sentence.text))
    return [...before, ...own.filter(({ sentence }) => !texts.has(sentence.text))]
  }, [])
}

function remarkOn({ text, answer }: PartAnswered): string[] {
  if (answer.kind === 'answered') return answer.remark === undefined ? [] : [answer.remark]
  return [fill(answerWords.parts.unanswered, { part: shortened(text) })]
}

function remarkOver(over: readonly string[]): string[] {
  if (over.length === 0) return []
  const { over: template, part } = answerWords.parts
  const named = over
    .slice(0, limits.offered.questions)
    .map((text) => fill(part, { part: shortened(text) }))
  const parts = `${named.join(', ')}${over.length > limits.offered.questions ? ' …' : ''}`
  return [fill(template, { parts })]
}

function shortened(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim()
  const { question: most } = limits.cut
  return plain.length > most ? `${plain.slice(0, most).trimEnd()}…` : plain
}

function rankingOf(parts: readonly PartAnswered[]): PassageId[] {
  const all = inTurn(parts.map(({ answer }) => answer.ranking))
  return [...new Map(all.map((place) => [paragraphKey(place), place])).values()].slice(
    0,
    limits.ranked.paragraphs,
  )
}

/** The first of each list, then the second of each, and so on; each once. */
function inTurn<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const longestList = Math.max(...lists.map(({ length }) => length))
  const rounds = Array.from({ length: longestList }, (_, at) =>
    lists.flatMap((list) => list.slice(at, at + 1)),
  )
  return [...new Set(rounds.flat())]
}
