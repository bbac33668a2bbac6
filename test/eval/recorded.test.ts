import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { chooseEvidence } from '../../bot/writing/evidence.js'
import { readWritten, type WrittenSentence } from '../../bot/writing/model-text.js'
import { CitedSentence } from '../../knowledge/citation/sentence.js'
import { openVerifier } from '../../knowledge/citation/verifier.js'
import { openRealKnowledge, openRealModel } from '../helpers/real-knowledge.js'

const recordSchema = z.object({
  id: z.string(),
  text: z.string(),
  error: z.object({ kind: z.string(), wrong: z.string() }).optional(),
})
type Recorded = z.infer<typeof recordSchema>

const recordedIn = (name: string) =>
  readFileSync(new URL(`recorded/${name}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => recordSchema.parse(JSON.parse(line)))

const wordsOf = (text: string) =>
  text
    .replace(/\[[\d, ]+\]/g, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()

/** Whether a sentence is the one with the error: it has the wrong words, or cites the wrong paragraph. */
function isWrong({ text, marks }: WrittenSentence, { text: all, error }: Recorded, of: number) {
  if (error === undefined) return false
  if (wordsOf(text).includes(wordsOf(error.wrong))) return true
  if (error.kind !== 'paragraph') return false
  const isCited = marks.some((one) => error.wrong.includes(String(one)))
  return of === 1 || (all.includes(error.wrong) && isCited)
}

let judge: (sentence: WrittenSentence) => Promise<boolean>

beforeAll(async () => {
  const knowledge = await openRealKnowledge()
  const verifier = openVerifier(knowledge, await openRealModel())
  const evidence = chooseEvidence(knowledge.passages, [], Infinity)
  judge = async ({ text, marks }) => {
    const passages = marks.flatMap((one) => evidence[one - 1]?.passages ?? [])
    if (passages.length === 0) return false
    const held = await CitedSentence.written(text, passages, (a, b) => verifier.faultsOf(a, b))
    return held instanceof CitedSentence
  }
})

/** The sentences of some answers, sorted by whether they have the error, with whether they are held borne. */
async function judged(answers: readonly Recorded[]) {
  const [right, wrong]: [boolean[], boolean[]] = [[], []]
  for (const answer of answers) {
    const { sentences } = readWritten(answer.text)
    for (const one of sentences) {
      const side = isWrong(one, answer, sentences.length) ? wrong : right
      side.push(await judge(one))
    }
  }
  return { right, wrong }
}

const shareOf = (held: readonly boolean[], value: boolean) =>
  held.filter((one) => one === value).length / held.length

describe('of what was recorded of models’ prose', () => {
  it('at most two right sentences in a hundred are left out', async () => {
    const { right } = await judged(recordedIn('answers'))
    expect(right.length).toBeGreaterThan(250)
    expect(shareOf(right, false)).toBeLessThanOrEqual(0.02)
  }, 40_000)

  it('at least six errors in ten are caught, and the sentences beside them stay', async () => {
    const { right, wrong } = await judged(recordedIn('with-errors'))
    expect(wrong.length).toBeGreaterThan(60)
    expect(shareOf(wrong, false)).toBeGreaterThanOrEqual(0.6)
    expect(shareOf(right, false)).toBeLessThanOrEqual(0.02)
  }, 40_000)
})
