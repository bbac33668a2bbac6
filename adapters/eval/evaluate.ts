import type { EvalOptions } from '../cli/eval-options.js'
import { belowFloor } from './floor.js'
import type { Laboratory } from './laboratory.js'
import { reportRun } from './report-run.js'
import { run } from './run.js'
import { sectionsOf, type Section } from './sections.js'

/** Asks the questions and makes the report; `below` names each measure below its floor. */
export async function evaluate(
  options: EvalOptions,
  lab: Laboratory,
): Promise<{ sections: Section[]; below: string[] }> {
  const { file, questions, floor } = options
  const assistant = await lab.open()
  // The first turn of a process pays for what every later one finds ready.
  await run(assistant, questions.slice(0, 1), lab.limit)
  const scored = await run(assistant, questions, lab.limit)
  const sections = [reportRun(file, scored), ...(await sectionsOf(options, lab, scored))]
  return { sections, below: belowFloor(floor, scored) }
}
