import type { Unit } from './units.js'

/** Something that a question can find, and the rows of the units that speak for it. */
export interface Target {
  readonly source: 'paragraph' | 'fact' | 'gap' | 'manners'
  /** The paragraph's number, or the id of the fact, gap or topic of small talk. */
  readonly id: string
  /** The main paragraph, 0 where there is none. */
  readonly paragraph: number
  /** Its first unit: the paragraph, the statement, or the first question. */
  readonly text: string
  readonly rows: readonly number[]
}

/** Groups units into what they speak for: a fact's units speak for the fact and for its paragraph. */
export function targetsOf(units: readonly Unit[]): Target[] {
  const targets = new Map<string, Target & { readonly rows: number[] }>()
  for (const [row, unit] of units.entries()) {
    for (const spoken of spokenFor(unit)) {
      const key = `${spoken.source} ${spoken.id}`
      const target = targets.get(key) ?? { ...spoken, text: unit.text, rows: [] }
      target.rows.push(row)
      targets.set(key, target)
    }
  }
  return [...targets.values()]
}

function spokenFor({ source, id = '', paragraph }: Unit): Omit<Target, 'rows' | 'text'>[] {
  if (source === 'gap' || source === 'manners') return [{ source, id, paragraph }]
  const fact = { source: 'fact', id, paragraph } as const
  if (paragraph === 0) return [fact]
  const whole = { source: 'paragraph', id: String(paragraph), paragraph } as const
  return id === '' ? [whole] : [whole, fact]
}
