import { parseArgs } from 'node:util'
import type { FactFilter } from '../../knowledge/facts/filter-facts.js'
import { factSchema } from '../../knowledge/facts/schema.js'
import { UsageError } from './run-command.js'

/** What `facts` is asked to do. */
export interface FactsOptions {
  readonly filter: FactFilter
  readonly json: boolean
  /** A file of records to be added. */
  readonly add: string | undefined
  /** The folder of another fact database than the built-in one. */
  readonly folder: string | undefined
}

/**
 * Reads the arguments of `facts`.
 * @throws UsageError naming what is accepted
 */
export function readFactsOptions(args: string[]): FactsOptions {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      kind: text,
      country: text,
      region: text,
      organization: text,
      status: text,
      year: text,
      topic: text,
      type: text,
      text,
      add: text,
      folder: text,
      json: { type: 'boolean', default: false },
    },
  })
  const { json, add, folder, ...filter } = values
  if (add !== undefined && (json || Object.keys(filter).length > 0)) {
    throw new UsageError('Facts: --add takes no filter and no --json.')
  }
  oneOf('kind', filter.kind, kinds)
  oneOf('type', filter.type?.toLowerCase(), types)
  oneOf('status', filter.status?.toLowerCase(), ['available', 'in preparation'])
  if (filter.year !== undefined && !/^\d{4}$/.test(filter.year)) {
    throw new UsageError(`Facts: --year is “${filter.year}”, but must be four digits.`)
  }
  return { filter, json, add, folder }
}

const shapes = factSchema.options.map(({ shape }) => shape)
const kinds = shapes.map(({ kind }) => kind.value)
const types = [...new Set(shapes.flatMap((shape) => ('type' in shape ? shape.type.options : [])))]

/** @throws UsageError naming what is accepted */
export function oneOf(
  option: string,
  value: string | undefined,
  accepted: readonly string[],
): void {
  if (value === undefined || accepted.includes(value)) return
  throw new UsageError(
    `Facts: --${option} is “${value}”, but must be one of ${accepted.join(', ')}.`,
  )
}
