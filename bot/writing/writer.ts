import type { Fault } from '../../knowledge/citation/fault.js'
import type { Passage } from '../../knowledge/citation/passage.js'
import { CitedSentence } from '../../knowledge/citation/sentence.js'
import faultWords from '../../prompts/model/faults.json' with { type: 'json' }
import type { Asker } from '../assistant.js'
import { limits } from '../limits.js'
import { type ChatModel, type ModelRequest, ModelUnavailable } from './chat-model.js'
import type { Evidence } from './evidence.js'
import { readWritten, type WrittenSentence } from './model-text.js'
import { addressesIn, markupIn } from './signs.js'

/** Tells what of a sentence some passages don't bear; nothing where they bear it. */
export type Verify = (text: string, passages: readonly Passage[]) => Promise<readonly Fault[]>

/** What a model wrote, as far as its evidence bears it. */
export interface Verified {
  readonly sentences: readonly CitedSentence[]
  /** Whether each of them is an entry of a list. */
  readonly isList: boolean
  /** The words of the question that the model leaves open. */
  readonly open: readonly string[]
  /** Sentences that were left out. */
  readonly dropped: readonly Dropped[]
  /** Whether the model says that the evidence doesn't answer. */
  readonly isRefused: boolean
}

/** A sentence that isn't borne, and why. */
export interface Dropped {
  readonly text: string
  readonly why: readonly { readonly kind: Fault['kind'] | 'source'; readonly words: string }[]
}

/**
 * Has a model write an answer and holds each sentence to the passages that it cites. Where one isn't
 * borne the model may write once more, as long as anybody waits.
 * @throws ModelUnavailable where the model writes nothing at all
 */
export async function writeVerified(
  { model, verify }: { readonly model: ChatModel; readonly verify: Verify },
  request: ModelRequest,
  { evidence, asker }: { readonly evidence: readonly Evidence[]; readonly asker: Asker },
): Promise<Verified> {
  const written = await model.write(request, asker)
  const first = await verified(written, evidence, verify)
  if (first.dropped.length === 0) return first
  const repair = { written, faults: first.dropped.map(lineOf).join('\n') }
  try {
    const again = await model.write({ ...request, repair }, asker)
    const second = await verified(again, evidence, verify)
    return second.sentences.length > 0 ? second : first
  } catch (error) {
    if (error instanceof ModelUnavailable) return first
    throw error
  }
}

async function verified(
  written: string,
  evidence: readonly Evidence[],
  verify: Verify,
): Promise<Verified> {
  const { sentences: all, open, isRefused } = readWritten(written)
  const sentences: CitedSentence[] = []
  const dropped: Dropped[] = []
  let isTorn = false
  for (const one of all) {
    const held: CitedSentence | Dropped =
      isTorn && one.isLeaning ? torn(one) : await hold(one, evidence, verify)
    isTorn = !(held instanceof CitedSentence)
    if (held instanceof CitedSentence) sentences.push(held)
    else dropped.push(held)
  }
  const isList = all.length > 1 && all.every(({ isEntry }) => isEntry)
  return { sentences, isList, open, dropped, isRefused: isRefused && sentences.length === 0 }
}

/** A sentence that leans on one that was left out would be read as said of something else. */
function torn({ text }: WrittenSentence): Dropped {
  return { text, why: [{ kind: 'meaning', words: text }] }
}

async function hold(
  { text, marks }: WrittenSentence,
  evidence: readonly Evidence[],
  verify: Verify,
): Promise<CitedSentence | Dropped> {
  const cited = marks.map((number) => evidence[number - 1])
  const passages = cited.flatMap((one) => one?.passages ?? [])
  const isSourced = passages.length > 0 && cited.length <= limits.writing.cited
  if (!isSourced || cited.includes(undefined)) {
    return { text, why: [{ kind: 'source', words: marks.map((one) => `[${one}]`).join('') }] }
  }
  const stands = (words: string) => passages.some((passage) => passage.text.includes(words))
  const foreign = [...addressesIn(text), ...markupIn(text)].filter((one) => !stands(one))
  if (foreign.length > 0) return { text, why: foreign.map((words) => ({ kind: 'name', words })) }
  const held = await CitedSentence.written(text, passages, verify)
  return held instanceof CitedSentence ? held : { text, why: held }
}

function lineOf({ text, why }: Dropped): string {
  const reasons = why.map(({ kind, words }) => `${words}: ${faultWords[kind]}`)
  return `- “${text}” (${reasons.slice(0, limits.writing.reasons).join('; ')})`
}
