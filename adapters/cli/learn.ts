import { readFile, writeFile } from 'node:fs/promises'
import { leaningCuesOf } from '../../bot/question/leaning-cues.js'
import { learn } from '../../knowledge/learning/learn.js'
import { readKnowledge } from '../../knowledge/read-knowledge.js'
import { bearingFiles } from '../../knowledge/learning/bearing-lessons.js'
import { learnBearing } from '../../knowledge/learning/learn-bearing.js'
import { learnedFile } from '../../knowledge/search/open-learned.js'
import { talk } from '../../prompts/answer-words.js'
import { openEmbedder } from '../model/open-embedder.js'
import { runCommand } from './run-command.js'

const usage = `Usage: npm run learn [-- bearing]
  learns what decides (ranking, what is asked, whether there is an answer, what a follow-up
  means) from the authored questions, and when passages bear a written sentence from authored
  answers; writes knowledge/search/learned.json and knowledge/citation/bearing.json
  bearing   learns and writes the second alone`

await runCommand(usage, async (args) => {
  const embedder = await openEmbedder({ directory: 'data/model' })
  const heard = new Map([...talk].map(([id, one]) => [id, one.heard]))
  const read = await readKnowledge({ embedder, dataDir: 'data', talk: heard })
  const bearing = await learnBearing(
    await readFile(bearingFiles.answers, 'utf8'),
    read.knowledge,
    embedder,
  )
  process.stdout.write(`bearing: ${JSON.stringify(bearing.figures)}\n`)
  await writeFile(bearingFiles.learned, toReadable(bearing))
  if (args.includes('bearing')) return
  const figures: Record<string, object> = {}
  const { from, ...learned } = await learn(
    { read, embedder, cuesOf: leaningCuesOf },
    (step, of) => {
      figures[step] = of
      process.stdout.write(`${step}: ${JSON.stringify(of)}\n`)
    },
  )
  await writeFile(learnedFile, toReadable({ from, figures, ...learned }))
})

/** JSON that can be read and compared: a list of numbers stands in one line. */
function toReadable(value: unknown): string {
  const text = JSON.stringify(value, null, 1)
  return `${text.replace(/\[[\s\d.,-]+\]/g, (list) => list.replace(/\s+/g, ''))}\n`
}
