import type { Passage, PassageId } from '../../knowledge/citation/passage.js'
import { paragraphKey } from '../../knowledge/citation/passage.js'
import type { CitedSentence } from '../../knowledge/citation/sentence.js'
import { termsOf } from '../../knowledge/search/terms.js'
import { answerWords } from '../../prompts/answer-words.js'
import { fill } from '../../prompts/words.js'
import type { Answer, Answered } from '../answer/answer.js'
import type { Assistant, Turn } from '../assistant.js'
import { type ChatModel, ModelUnavailable } from './chat-model.js'
import { chooseEvidence } from './evidence.js'
import { addressesIn } from './signs.js'
import { toRequest } from './request.js'
import { type Dropped, type Verified, type Verify, writeVerified } from './writer.js'

/** What a writing assistant is made of beside the one that composes. */
export interface WritingParts {
  readonly model: ChatModel
  readonly verify: Verify
  readonly passages: () => Promise<readonly Passage[]>
  /** Tokens of evidence that a model is given. */
  readonly evidenceTokens: number
  /** Milliseconds that anybody waits for all that a model writes to one message. */
  readonly wholeMs: number
  /** Hears what was left out of an answer, for the operator. */
  readonly note?: (dropped: readonly Dropped[]) => void
  /** Hears what failed beside the model, such as a check that nobody had time for. */
  readonly failed?: (error: unknown) => void
}

/**
 * Lets a language model write what an assistant composed, where what it writes is borne. Whatever
 * fails ends in the composed answer.
 */
export function withWriting(composing: Assistant, parts: WritingParts): Assistant {
  return {
    async respond(text, history, asker) {
      const composed = await composing.respond(text, history)
      if (!isWritten(composed.answer)) return composed
      const limit = AbortSignal.timeout(parts.wholeMs)
      const signal = asker ? AbortSignal.any([asker.signal, limit]) : limit
      try {
        const passages = await parts.passages()
        const evidence = chooseEvidence(passages, placesOf(composed.answer), parts.evidenceTokens)
        const request = toRequest(text, history, evidence)
        const given = { evidence, asker: { person: asker?.person ?? '', signal } }
        const verified = await writeVerified(parts, request, given)
        if (verified.dropped.length > 0) parts.note?.(verified.dropped)
        const answer = answerOf(verified, composed.answer, text)
        return answer ? { answer, turn: turnOf(composed.turn, answer) } : composed
      } catch (error) {
        // Why a model isn't there is in the log already.
        if (!(error instanceof ModelUnavailable)) parts.failed?.(error)
        return composed
      }
    },
  }
}

/**
 * Whether a model may write an answer anew: small talk, a note on the language, paragraphs that are
 * shown and lists that are complete by their fields are better as they are.
 */
function isWritten(answer: Answer): boolean {
  if (answer.kind === 'answered') return answer.layout !== 'list' && !isShown(answer)
  return answer.kind === 'not-found' && answer.language === 'en'
}

/** Whether an answer is a paragraph itself: what is shown of a place is told by the place's own name. */
function isShown({ sentences, told }: Answered): boolean {
  return sentences.every(({ passages }, at) =>
    passages.some((passage) => paragraphKey(passage) === told[at]),
  )
}

/** Where evidence is looked for: what was cited, then what was ranked. */
function placesOf(answer: Answer): PassageId[] {
  const cited = answer.kind === 'answered' ? answer.sentences.flatMap((one) => one.passages) : []
  return [...cited, ...answer.ranking]
}

/** @returns nothing where the composed answer is the better one */
function answerOf(verified: Verified, composed: Answer, question: string): Answer | undefined {
  const { language, suggestions, ranking } = composed
  const common = { language, suggestions, ranking }
  const [first, ...rest] = verified.sentences
  if (first === undefined) {
    if (!verified.isRefused || composed.kind !== 'answered') return undefined
    return { kind: 'not-found', text: answerWords.notFound.plain, ...common }
  }
  const sentences: readonly [CitedSentence, ...CitedSentence[]] = [first, ...rest]
  const remark = remarkOn(verified.open, question)
  return {
    kind: 'answered',
    sentences,
    lead: sentences.length,
    layout: verified.isList ? 'list' : 'prose',
    told: sentences.map(({ text }) => text),
    facts: composed.kind === 'answered' ? composed.facts : [],
    ...(remark !== '' && { remark }),
    generated: true,
    ...common,
  }
}

/** Names what stays open in the question's own words; a model's other words are nobody's evidence. */
function remarkOn(open: readonly string[], question: string): string {
  const asked = new Set(termsOf(question))
  return open
    .filter((part) => {
      const terms = termsOf(part)
      const isAsked = terms.length > 0 && terms.every((term) => asked.has(term))
      return isAsked && part.length <= question.length && addressesIn(part).length === 0
    })
    .map((part) => fill(answerWords.parts.unanswered, { part }))
    .join(' ')
}

function turnOf(turn: Turn, answer: Answer): Turn {
  if (answer.kind !== 'answered') return { ...turn, places: answer.ranking.slice(0, 1), told: [] }
  const cited = answer.sentences.flatMap(({ passages }) => passages)
  const places = [...new Map(cited.map((passage) => [paragraphKey(passage), passage])).values()]
  return { ...turn, places }
}
