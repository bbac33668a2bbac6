import { readFileSync } from 'node:fs'

/** The development questions, in their order. */
export const questions = readFileSync('test/eval/questions.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => (JSON.parse(line) as { question: string }).question)
