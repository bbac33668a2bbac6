import { paragraphKey } from '../../knowledge/citation/passage.js'
import card from '../../knowledge/documents/ctoc-cop-2012-10/document.json' with { type: 'json' }
import type { Part } from '../../knowledge/leave-out.js'
import { toShare, toTable } from '../table.js'
import { compare, toDifferenceTable, type Difference } from './compare.js'
import { outcomesOf, runWithout, type Laboratory } from './laboratory.js'
import { isMain } from './questions.js'
import type { Scored } from './run.js'

/** Reports what the main group loses without each part of the knowledge, one part at a time. */
export async function reportAblations(
  lab: Laboratory,
  scored: readonly Scored[],
  parts: readonly Part[],
) {
  const whole = outcomesOf(scored)
  const ablations: { part: Part; differences: Difference[] }[] = []
  for (const part of parts) {
    const without = await runWithout(lab, scored, { parts: [part] })
    ablations.push({ part, differences: compare(whole, outcomesOf(without)) })
  }
  const main = outcomesOf(scored.filter(({ question }) => isMain(question)))
  const rows = [
    ['nothing', ...meansAfter(compare(main, main)), '-'],
    ...ablations.map(({ part, differences }) => [
      part,
      ...meansAfter(differences),
      changeOf(differences.find(({ measure }) => measure === 'correct')),
    ]),
  ]
  const title = 'English single-turn, without a part (change of correct with its 95 % interval):'
  const text = `${title}\n\n${toTable(['left out', ...columns, 'change of correct'], rows)}`
  return { text, data: { ablations } }
}

/**
 * Reports what the facts bring: the paragraphs of every second question of the main group lose
 * theirs, and their phrasings. Questions about such paragraphs then stand for questions that no curator thought of.
 */
export async function reportHalf(lab: Laboratory, scored: readonly Scored[]) {
  const document = card.symbol
  const main = scored.map(({ question }) => question).filter(isMain)
  const paragraphs = new Set(main.filter((_, at) => at % 2 === 1).flatMap(({ paras }) => paras))
  const without = await runWithout(lab, scored, {
    factsOf: new Set([...paragraphs].map((paragraph) => paragraphKey({ document, paragraph }))),
  })
  const lost = without.filter(({ question }) => question.paras.some((one) => paragraphs.has(one)))
  const kept = without.filter((one) => !lost.includes(one))
  const whole = outcomesOf(scored)
  const about = compare(whole, outcomesOf(lost))
  const others = compare(whole, outcomesOf(kept))
  return {
    text: [
      `Without the facts of ${paragraphs.size} paragraphs, those of every second question.`,
      `The ${lost.length} questions about these paragraphs:`,
      toDifferenceTable(about),
      `The other ${kept.length} questions:`,
      toDifferenceTable(others),
    ].join('\n\n'),
    data: { withoutFactsOfHalf: { paragraphs: [...paragraphs], about, others } },
  }
}

const columns = ['hit1', 'hit3', 'correct', 'precision', 'recall'] as const

function meansAfter(differences: readonly Difference[]): string[] {
  return columns.map((name) => toShare(differences.find(({ measure }) => measure === name)?.after))
}

function changeOf(change: Difference | undefined): string {
  if (change === undefined) return '-'
  const { difference, low, high } = change
  return `${toShare(difference)} [${toShare(low)}, ${toShare(high)}]`
}
