import type { Knowledge } from '../../knowledge/knowledge.js'
import { overlap } from './regions-in.js'

/** What a list of the facts may hold; an id stands for the same thing wherever it is read. */
export interface Value {
  readonly type: 'country' | 'region' | 'organization' | 'language' | 'year'
  readonly id: string
  readonly name: string
}

/** Whether two values are the same, or one lies in the other. */
export function isSame(one: Value, other: Value, knowledge: Knowledge): boolean {
  if (one.type === other.type && one.id === other.id) return true
  if (one.type !== 'region' && other.type !== 'region') return false
  const [first, second] = [regionOf(one, knowledge), regionOf(other, knowledge)]
  return first !== undefined && second !== undefined && overlap(first, second, knowledge)
}

function regionOf({ type, id }: Value, { factById }: Knowledge): string | undefined {
  if (type === 'region') return id
  const fact = factById.get(id)
  return fact?.kind === 'country' ? fact.region : undefined
}
