import type { Scored } from './run.js'

/** Lists every question that isn't answered as its labels ask, with what came instead. */
export function reportMisses(scored: readonly Scored[]) {
  const missed = scored.filter(({ measures }) => faultsOf(measures).length > 0)
  return {
    text: [`Misses: ${missed.length} of ${scored.length}.`, ...missed.map(toLines)].join('\n\n'),
    data: { misses: missed.map(({ question }) => question.id) },
  }
}

function faultsOf(measures: Scored['measures']): string[] {
  return Object.entries(measures).flatMap(([name, value]) =>
    name === 'mrr' || value === 1 ? [] : [`${name} ${Number(value.toFixed(2))}`],
  )
}

function toLines({ question, answer, measures }: Scored): string {
  const { id, kind, paras, must, mustAny, mustNot, context } = question
  const labels = { must, mustAny, mustNot }
  const cited = new Set(answer.citations.map(({ paragraph }) => paragraph))
  return [
    `${id} (${kind}): ${faultsOf(measures).join(', ')}`,
    `  asked   ${[...context, question.question].join(' / ')}`,
    `  wanted  paragraphs ${list(paras)}; ${JSON.stringify(labels)}`,
    `  got     ${answer.kind}; ranking ${list(answer.ranking)}; cited ${list([...cited])}`,
    `          ${answer.text}`,
  ].join('\n')
}

const list = (paragraphs: readonly number[]) => paragraphs.join(', ') || 'none'
