import { spread } from '../../knowledge/learning/ranking-lessons.js'
import type { Embedder } from '../../knowledge/model/embedder.js'
import type { MissRecord } from './miss-file.js'

/** Questions asked in vain that are alike, newest first. */
export interface MissGroup {
  readonly count: number
  readonly misses: readonly MissRecord[]
}

/**
 * Groups questions by similarity, the most asked first: each joins the group whose questions are most
 * like it on average, where that is at least the similarity of two questions about one thing.
 *
 * @param threshold a cosine, as `similarityOfSame` finds it
 */
export async function groupMisses(
  misses: readonly MissRecord[],
  embedder: Embedder,
  threshold: number,
): Promise<MissGroup[]> {
  const newest = misses.toSorted((a, b) => b.day.localeCompare(a.day))
  const vectors = await embedder.embed(newest.map(({ question }) => question))
  const groups: { members: MissRecord[]; vectors: Float32Array[] }[] = []
  for (const [at, miss] of newest.entries()) {
    const vector = vectors[at]
    if (vector === undefined) continue
    const near = groups
      .map((group) => ({ group, similarity: mean(group.vectors.map((one) => dot(one, vector))) }))
      .sort((a, b) => b.similarity - a.similarity)[0]
    if (near !== undefined && near.similarity >= threshold) {
      near.group.members.push(miss)
      near.group.vectors.push(vector)
    } else groups.push({ members: [miss], vectors: [vector] })
  }
  return groups
    .map(({ members }) => ({ count: members.length, misses: members }))
    .sort((a, b) => b.count - a.count)
}

/** So many groups are learned from: to embed all that were written takes half a minute. */
const enough = 250

/**
 * Learns from authored questions how alike two of them are that ask the same: the cosine that parts
 * best, with both sides counting the same, each question's nearest neighbour of its own group from
 * its nearest of another (the threshold of the greatest balanced accuracy). Of many groups every so
 * many are asked.
 *
 * @param groups questions that ask the same
 */
export async function similarityOfSame(
  groups: readonly (readonly string[])[],
  embedder: Embedder,
): Promise<number> {
  const some = spread(groups, enough)
  const all = some.flatMap((questions, group) => questions.map((text) => ({ text, group })))
  const vectors = await embedder.embed(all.map(({ text }) => text))
  const pairs = all.flatMap(({ group }, at) => {
    const best = [-1, -1]
    for (const [other, vector] of vectors.entries()) {
      const side = all[other]?.group === group ? 0 : 1
      if (other !== at) best[side] = Math.max(best[side] ?? -1, dot(vector, vectors[at] ?? vector))
    }
    return best.map((cosine, side) => ({ cosine, isSame: side === 0 }))
  })
  const sorted = pairs.sort((a, b) => a.cosine - b.cosine)
  let [below, most, threshold] = [0, -1, 1]
  for (const { cosine, isSame } of sorted) {
    // So many of another group lie below, less so many of the same.
    if (below > most) [most, threshold] = [below, cosine]
    below += isSame ? -1 : 1
  }
  return threshold
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length
}
