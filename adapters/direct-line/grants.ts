import { randomBytes } from 'node:crypto'
import type { Grant } from './tokens.js'

/** Makes the grant of a new conversation, whose names nobody can guess. */
export function newGrant(
  more: Pick<Grant, 'origins' | 'page'> & { readonly user?: string },
): Grant {
  const user = `dl_${randomBytes(12).toString('base64url')}`
  return { user, ...more, conversation: randomBytes(16).toString('base64url') }
}
