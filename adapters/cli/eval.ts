import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { loadConfig } from '../config.js'
import { questionSchema, score, type Score } from '../eval/score.js'
import { groupsOf, summarize, toTable } from '../eval/table.js'
import { openAssistant } from '../open-assistant.js'
import { askInContext } from './batch.js'

const { values, positionals } = parseArgs({
  options: { misses: { type: 'boolean' }, json: { type: 'boolean' }, floor: { type: 'string' } },
  allowPositionals: true,
})
const file = positionals[0] ?? 'test/eval/questions.jsonl'
const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '')
const questions = z.array(questionSchema).parse(lines.map((line): unknown => JSON.parse(line)))
const assistant = await openAssistant(loadConfig(), () => undefined)
const scores: Score[] = []
for (const question of questions)
  scores.push(score(question, await askInContext(assistant, question)))
console.log(values.json ? JSON.stringify(summarize(scores)) : toTable(groupsOf(scores)))
if (values.misses)
  for (const one of scores.filter(
    (s) => !s.correct || s.hit1 === false || (s.precision ?? 1) < 1 || (s.recall ?? 1) < 1,
  ))
    console.log(
      one.question.id,
      one.question.kind,
      `${one.correct ? '' : 'WRONG '}`,
      one.question.question,
      '\n  gold',
      one.question.paras.join(),
      'must',
      JSON.stringify(one.question.must),
      JSON.stringify(one.question.mustAny),
      '\n  rank',
      one.answer.ranking.slice(0, 5).join(),
      one.answer.kind,
      'cited',
      [...new Set(one.answer.citations.map((c) => c.paragraph))].join(),
      '\n  ',
      one.answer.text,
    )
