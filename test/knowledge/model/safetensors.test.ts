import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { widen } from '../../../knowledge/model/weights.js'
import { readSafetensors } from '../../../knowledge/model/safetensors.js'

interface Entry {
  dtype?: string
  shape?: number[]
  data_offsets?: [number, number]
}

const good: Entry = { dtype: 'F16', shape: [2, 2], data_offsets: [0, 8] }

function file(header: unknown, data = 8): Uint8Array {
  const text = new TextEncoder().encode(
    typeof header === 'string' ? header : JSON.stringify(header),
  )
  const bytes = new Uint8Array(8 + text.length + data)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  return bytes
}

describe('reading a safetensors file', () => {
  it('gives each tensor with its shape and bytes, without the metadata', () => {
    const tensors = readSafetensors(file({ __metadata__: { format: 'pt' }, a: good }))
    expect([...tensors.keys()]).toEqual(['a'])
    expect(tensors.get('a')).toMatchObject({ dtype: 'F16', shape: [2, 2] })
    expect(tensors.get('a')?.bytes).toHaveLength(8)
  })

  const bad: [string, Uint8Array, string][] = [
    ['without a header length', new Uint8Array(3), 'shorter than its 8-byte header length'],
    ['whose header is longer than the file', new Uint8Array(16).fill(255), 'does not fit'],
    ['whose header is cut short', file('{"a":'), 'not a JSON object'],
    ['whose header is a list', file([1, 2]), 'not a JSON object'],
    ['with an unknown number format', file({ a: { ...good, dtype: 'F99' } }), 'F16'],
    ['with a negative side', file({ a: { ...good, shape: [-2, -2] } }), 'shape'],
    ['with a shape for other bytes', file({ a: { ...good, shape: [3, 2] } }), 'its shape needs 12'],
    [
      'with a gap before a tensor',
      file({ a: { ...good, data_offsets: [2, 10] } }, 10),
      'expected 0',
    ],
    ['with two tensors in one place', file({ a: good, b: good }), 'expected 8'],
    ['that ends before its tensors', file({ a: good }, 6), 'the data has 6 bytes'],
    ['that goes on after its tensors', file({ a: good }, 9), 'the data has 9 bytes'],
  ]

  it.each(bad)('refuses a file %s', (_, bytes, reason) => {
    expect(() => readSafetensors(bytes)).toThrow('Model: the weights file is damaged')
    expect(() => readSafetensors(bytes)).toThrow(reason)
  })
})

/** Binary16 by the book: sign · 2^(exponent - 15) · 1.fraction, or subnormal. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = (bits & 1023) / 1024
  if (exponent === 31) return fraction ? NaN : sign * Infinity
  return exponent ? sign * 2 ** (exponent - 15) * (1 + fraction) : sign * 2 ** -14 * fraction
}

describe('widening float16', () => {
  it('keeps the value of every one of the 65,536 patterns', () => {
    const all = Uint16Array.from({ length: 65536 }, (_, i) => i)
    expect(widen(new Uint8Array(all.buffer))).toEqual(Float32Array.from(all, half))
  })

  it('takes bytes that start at an odd address', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0x7bff })), (bits) => {
        const bytes = new Uint8Array(1 + bits.length * 2)
        bytes.set(new Uint8Array(Uint16Array.from(bits).buffer), 1)
        expect([...widen(bytes.subarray(1))]).toEqual(bits.map(half))
      }),
    )
  })
})
