import { describe, expect, it } from 'vitest'
import { leaveOut } from '../../knowledge/leave-out.js'
import type { Unit } from '../../knowledge/search/units.js'
import { toVectorIndex } from '../../knowledge/search/vector-index.js'

const units: Unit[] = (['paragraph', 'sentence', 'statement', 'phrasing', 'gap'] as const).map(
  (source, at) => ({ text: source, source, paragraph: at, id: 'x' }),
)
const index = toVectorIndex(
  units.map((_, at) => Float32Array.of(at, -at)),
  2,
)
const searched = { units, index }

describe('leaving out', () => {
  it('nothing changes nothing', () => {
    expect(leaveOut(searched, {})).toBe(searched)
  })

  it('parts removes their units with their rows', () => {
    const left = leaveOut(searched, { parts: ['sentences', 'phrasings'] })
    expect(left.units.map(({ source }) => source)).toEqual(['paragraph', 'statement', 'gap'])
    expect([...left.index.vectors].map(Math.abs)).toEqual([0, 0, 2, 2, 4, 4])
  })

  it('the phrasings of a paragraph keeps those of the others', () => {
    expect(leaveOut(searched, { phrasingsOf: [3] }).units).toHaveLength(4)
    expect(leaveOut(searched, { phrasingsOf: [2] }).units).toHaveLength(5)
  })
})
