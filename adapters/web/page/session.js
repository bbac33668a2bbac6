/**
 * Leave to speak in one conversation.
 *
 * @typedef {{ token: string, conversationId: string, resumed: boolean }} Lease
 */

const key = 'conversation'

/**
 * Asks the server for leave to go on with this tab's conversation, or to begin one.
 *
 * @param {(seconds: number) => void} onWait told when the server asks for patience
 * @returns {Promise<Lease & { lost: boolean }>} lost: an earlier conversation could not be resumed
 */
export async function getLease(onWait) {
  const earlier = await ownConversation()
  for (let attempt = 0; ; attempt += 1) {
    const answer = await askForLease(earlier?.token)
    if ('lease' in answer) {
      keep(answer.lease)
      return { ...answer.lease, lost: earlier !== undefined && !answer.lease.resumed }
    }
    const seconds = answer.wait || Math.min(2 ** attempt, 15)
    if (answer.wait > 0) onWait(seconds)
    // Tabs that lost the server together don't come back all at once.
    await wait(seconds * (700 + 600 * Math.random()))
  }
}

/** Forgets this tab's conversation, so that the next lease is for a new one. */
export function forget() {
  remember(undefined)
}

/** Answers once the server can be reached again. */
export async function serverIsBack() {
  for (let attempt = 0; ; attempt += 1) {
    await wait(Math.min(500 * 2 ** attempt, 8000) * (0.7 + 0.6 * Math.random()))
    const answer = await fetch('/healthz', { cache: 'no-store' }).catch(() => undefined)
    if (answer?.ok) return
  }
}

/** @param {string | undefined} token */
async function askForLease(token) {
  const request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(token === undefined ? {} : { token }),
  }
  const answer = await fetch('/web/token', request).catch(() => undefined)
  if (!answer?.ok) return { wait: Number(answer?.headers.get('retry-after') ?? 0) }
  const lease = /** @type {unknown} */ (await answer.json())
  return { lease: /** @type {Lease} */ (lease) }
}

/** A duplicated tab gets a copy of the other's storage; it must not take its conversation too. */
async function ownConversation() {
  const kept = recall()
  return kept !== undefined && (await hold(kept.conversationId)) ? kept : undefined
}

/** @type {string | undefined} */
let held

/**
 * Holds a conversation for this tab as long as the tab is open; false where another has it.
 *
 * @param {string} conversationId
 * @returns {Promise<boolean>}
 */
async function hold(conversationId) {
  // Browsers know locks only where the connection is secure.
  const { locks } = /** @type {{ locks?: LockManager }} */ (navigator)
  if (locks === undefined || held === conversationId) return true
  return new Promise((resolve) => {
    const taken = locks.request(conversationId, { ifAvailable: true }, async (lock) => {
      resolve(lock !== null)
      if (lock === null) return
      held = conversationId
      await new Promise(() => undefined)
    })
    taken.catch(() => resolve(true))
  })
}

/** @param {Lease} lease */
function keep(lease) {
  remember(JSON.stringify({ token: lease.token, conversationId: lease.conversationId }))
  void hold(lease.conversationId)
}

/** @returns {{ token: string, conversationId: string } | undefined} */
function recall() {
  try {
    const kept = sessionStorage.getItem(key)
    return kept === null
      ? undefined
      : /** @type {Lease} */ (/** @type {unknown} */ (JSON.parse(kept)))
  } catch (error) {
    console.info('The conversation is not kept over a reload in this browser.', error)
    return undefined
  }
}

/** @param {string | undefined} text */
function remember(text) {
  try {
    if (text === undefined) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
  } catch (error) {
    console.info('The conversation is not kept over a reload in this browser.', error)
  }
}

/** @param {number} ms */
function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
