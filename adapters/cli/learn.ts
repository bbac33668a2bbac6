import { writeFile } from 'node:fs/promises'
import { fingerprintOf } from '../../knowledge/learning/fingerprint.js'
import { learnAnswering } from '../../knowledge/learning/learn-answering.js'
import { learnAsking } from '../../knowledge/learning/learn-asking.js'
import { learnFollowing } from '../../knowledge/learning/learn-following.js'
import { leaningSource, learnLeaning } from '../../knowledge/learning/learn-leaning.js'
import { learnRanking } from '../../knowledge/learning/learn-ranking.js'
import { readKnowledge } from '../../knowledge/read-knowledge.js'
import { leaningCuesOf } from '../../bot/question/leaning-cues.js'
import { learnedFile } from '../../knowledge/search/open-learned.js'
import { talk } from '../../prompts/answer-words.js'
import { openEmbedder } from '../model/open-embedder.js'
import { runCommand } from './run-command.js'

const usage = `Usage: npm run learn
  learns what decides (ranking, what is asked, whether there is an answer, what a follow-up
  means) from the authored questions, and writes knowledge/search/learned.json`

await runCommand(usage, async () => {
  const embedder = await openEmbedder({ directory: 'data/model' })
  const heard = new Map([...talk].map(([id, one]) => [id, one.heard]))
  const read = await readKnowledge({ embedder, dataDir: 'data', talk: heard })
  const asking = learnAsking(read.knowledge.facts)
  process.stdout.write(`What is asked: ${JSON.stringify(asking.figures)}\n`)
  const ranking = await learnRanking(read, asking.withoutFold)
  process.stdout.write(`Ranking: ${JSON.stringify(ranking.figures)}\n`)
  const questions = read.knowledge.facts.broad.flatMap(({ id, questions: list }) =>
    list.map((text) => ({ id, text })),
  )
  const vectors = await embedder.embed(questions.map(({ text }) => text))
  const extra = questions.flatMap((one, at) => {
    const vector = vectors[at]
    return vector ? [{ ...one, vector }] : []
  })
  const answering = await learnAnswering(
    read,
    { ranking: ranking.ranking, meaning: ranking.meaning, withoutFold: asking.withoutFold },
    extra,
  )
  process.stdout.write(`Answering: ${JSON.stringify(answering.figures)}\n`)
  const known = {
    answering: answering.weights,
    ranking: ranking.ranking,
    meaning: ranking.meaning,
    asking: asking.weights,
  }
  const source = leaningSource({ read, embedder, cuesOf: leaningCuesOf }, known)
  const leaning = await learnLeaning(source)
  process.stdout.write(`Leaning: ${JSON.stringify(leaning.figures)}\n`)
  const following = await learnFollowing(source)
  process.stdout.write(`Follow-ups: ${JSON.stringify(following.figures)}\n`)
  const learned = {
    from: fingerprintOf(read.units, embedder),
    figures: {
      asking: asking.figures,
      ranking: ranking.figures,
      answering: answering.figures,
      leaning: leaning.figures,
      following: following.figures,
    },
    following: { leaning: leaning.weights, ...following.weights },
    ...known,
  }
  await writeFile(learnedFile, toReadable(learned))
})

/** JSON that can be read and compared: a list of numbers stands in one line. */
function toReadable(value: unknown): string {
  const text = JSON.stringify(value, null, 1)
  return `${text.replace(/\[[\s\d.,-]+\]/g, (list) => list.replace(/\s+/g, ''))}\n`
}
