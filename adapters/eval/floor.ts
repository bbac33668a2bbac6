import { z } from 'zod'
import { readJson } from '../read-json.js'
import { groupsOf, meansOf } from './groups.js'
import { measures } from './measures.js'
import type { Scored } from './run.js'

const floorSchema = z.record(z.string(), z.partialRecord(z.enum(measures), z.number()))

/** The least that each measure may be, by group. */
export type Floor = z.infer<typeof floorSchema>

/**
 * Reads a floor.
 * @throws Error naming the file and what is wrong in it
 */
export function readFloor(file: string): Promise<Floor> {
  const example = '{"English single-turn": {"correct": 0.8, "hit1": 0.9}}'
  return readJson(file, { schema: floorSchema, speaker: 'Eval', example })
}

/** Names each measure of a run that is below its floor, and each that the run doesn't have. */
export function belowFloor(floor: Floor, scored: readonly Scored[]): string[] {
  const groups = groupsOf(scored)
  return Object.entries(floor).flatMap(([group, least]) => {
    const means = meansOf(groups.get(group) ?? [])
    return measures.flatMap((measure) => {
      const [wanted, value] = [least[measure], means[measure]]
      if (wanted === undefined || (value !== undefined && value >= wanted)) return []
      return [`${group}, ${measure}: ${value?.toFixed(3) ?? 'not measured'}, at least ${wanted}`]
    })
  })
}
