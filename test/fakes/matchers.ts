import { expect } from 'vitest'

/** Any text at all, inside an expected object. */
export const anyText: unknown = expect.any(String)

/** Any text with this part, inside an expected object. */
export function containing(part: string): unknown {
  return expect.stringContaining(part)
}

/** Any object with at least these fields, inside an expected object. */
export function having(fields: Record<string, unknown>): unknown {
  return expect.objectContaining(fields)
}
