import { createHash } from 'node:crypto'

/** The name under which a conversation, a person in it or a message stands in a file: no id can be read from it. */
export function ownerName(id: string): string {
  return createHash('sha256').update(id).digest('base64url').slice(0, 22)
}
