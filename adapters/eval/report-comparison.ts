import { changes, compare, toDifferenceTable, type Outcomes } from './compare.js'

/** Reports how a run differs from an earlier one, and which questions changed. */
export function reportComparison(before: Outcomes, after: Outcomes) {
  const differences = compare(before, after)
  const changed = changes(before, after)
  const unpaired = [...after.keys()].filter((id) => !before.has(id)).length
  const note = unpaired === 0 ? '' : ` ${unpaired} questions are in this run only.`
  return {
    text: [
      `Compared with the earlier run, question by question, with 95 % intervals.${note}`,
      toDifferenceTable(differences),
      changed.length === 0 ? 'No question changed.' : `Changed:\n  ${changed.join('\n  ')}`,
    ].join('\n\n'),
    data: { comparison: { differences, changed, unpaired } },
  }
}
