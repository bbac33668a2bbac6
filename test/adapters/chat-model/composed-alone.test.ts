import { expect, it } from 'vitest'
import { writtenBy } from '../../../adapters/chat-model/write-answers.js'
import { readConfig } from '../../../adapters/config.js'
import { run } from '../../../adapters/eval/run.js'
import { readQuestions } from '../../../adapters/eval/questions.js'
import { createAssistant } from '../../../bot/turn.js'
import { openReal } from '../../bot/writing/written.js'
import { openRealKnowledge } from '../../helpers/real-knowledge.js'

it('without a model an evaluation’s answers are to the byte those that are composed', async () => {
  const [singles, talks] = await Promise.all(
    ['questions', 'followups'].map((set) => readQuestions(`test/eval/${set}.jsonl`)),
  )
  const ten = [...(singles ?? []).slice(0, 6), ...(talks ?? []).slice(0, 4)]
  const assistant = await writtenBy(readConfig({}), await openReal())
  const alone = createAssistant(await openRealKnowledge())
  const transcripts = async (of: typeof alone) =>
    (await run(of, ten, 2000)).map(({ answer }) => JSON.stringify(answer)).join('\n')
  expect(ten).toHaveLength(10)
  expect(await transcripts(assistant)).toBe(await transcripts(alone))
})
