import type { Embedder } from '../../../knowledge/model/embedder.js'
import { mean } from '../../statistics.js'
import { toShare, toTable } from '../../table.js'
import { rankMeasures } from '../measures.js'
import { isMain } from '../questions.js'
import type { Scored } from '../run.js'
import { openPeers } from './peers.js'

/** Reports how peers rank the same paragraphs for the main group's questions. */
export async function reportPeers(scored: readonly Scored[], embedder: Embedder) {
  const main = scored.filter(({ question }) => isMain(question))
  const own = main.map(({ answer, question }) => rankMeasures(answer.ranking, question.paras))
  const peers = [{ name: 'this bot', ...meansOf(own) }]
  for (const [name, rank] of await openPeers(embedder)) {
    const found: typeof own = []
    for (const { question } of main) {
      found.push(rankMeasures(await rank(question.question), question.paras))
    }
    peers.push({ name, ...meansOf(found) })
  }
  const rows = peers.map(({ name, ...means }) => [
    name,
    ...columns.map((one) => toShare(means[one])),
  ])
  const title = 'Peers over the same digest, English single-turn:'
  return { text: `${title}\n\n${toTable(['ranking', ...columns], rows)}`, data: { peers } }
}

const columns = ['hit1', 'hit3', 'hit5', 'mrr'] as const

function meansOf(found: readonly ReturnType<typeof rankMeasures>[]) {
  const [hit1, hit3, hit5, mrr] = columns.map((name) => mean(found.map((one) => one[name])))
  return { hit1, hit3, hit5, mrr }
}
