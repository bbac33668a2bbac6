import { data } from './data.js'

/** @typedef {import('./activity.js').Activity} Activity */

/**
 * Leave to speak in one conversation, and where it is heard.
 *
 * @typedef {{ token: string, conversationId: string, resumed: boolean, streamUrl: string }} Lease
 */

/**
 * Why the server didn't do what it was asked: its code, and for how long it wants to be left alone
 * (0 where it doesn't say). One that is busy or denied may be asked again; a final no is final.
 *
 * @typedef {{
 *   code: string, seconds: number, isBusy: boolean, isDenied: boolean, isFinal: boolean
 * }} Refusal
 */

const key = 'conversation'
const conversations = '/v3/directline/conversations'
/** A network that swallows what is sent must not hold everything up. */
const patience = 20_000

/**
 * Asks the server for leave to go on with this tab's conversation, or to begin one.
 *
 * @param {(refusal: Refusal) => void} onRefused told when the server asks for patience
 * @returns {Promise<Lease & { lost: boolean }>} lost: an earlier conversation could not be resumed
 */
export async function getLease(onRefused) {
  const earlier = await ownConversation()
  for (let attempt = 0; ; attempt += 1) {
    const answer = await askForLease(earlier?.token)
    if ('body' in answer) {
      keep(answer.body)
      return { ...answer.body, lost: earlier !== undefined && !answer.body.resumed }
    }
    const seconds = answer.seconds || Math.min(2 ** attempt, 15)
    if (answer.isBusy) onRefused({ ...answer, seconds })
    // Tabs that lost the server together don't come back all at once.
    await wait(seconds * (700 + 600 * Math.random()))
  }
}

/**
 * Sends something into the conversation.
 *
 * @param {Lease} lease
 * @param {Activity} activity
 * @returns {Promise<{ id: string } | Refusal>}
 */
export async function postActivity({ token, conversationId }, activity) {
  /** @type {{ body: { id: string } } | Refusal} */
  const answer = await ask(`${conversations}/${conversationId}/activities`, activity, token)
  return 'body' in answer ? answer.body : answer
}

/**
 * Has the server forget this tab's conversation; the tab forgets it too.
 *
 * @returns {Promise<boolean>} false where the server could not be reached or would not
 */
export async function forgetForGood() {
  const earlier = recall()
  if (earlier !== undefined) {
    /** @type {{ body: Lease } | Refusal} */
    const lease = await ask('/web/token', { token: earlier.token })
    if (!('body' in lease)) return false
    if (lease.body.resumed) {
      const { conversationId, token } = lease.body
      const answer = await ask(`${conversations}/${conversationId}/forget`, {}, token)
      if (!('body' in answer)) return false
    }
  }
  forget()
  return true
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

/**
 * A token first, then the conversation that it is for, with the address of its stream.
 *
 * @param {string | undefined} earlier
 * @returns {Promise<{ body: Lease } | Refusal>}
 */
async function askForLease(earlier) {
  /** @type {{ body: Lease } | Refusal} */
  const lease = await ask('/web/token', earlier === undefined ? {} : { token: earlier })
  if (!('body' in lease)) return lease
  /** @type {{ body: Lease } | Refusal} */
  const opened = await ask(conversations, { locale: data.locale }, lease.body.token)
  return 'body' in opened ? { body: { ...lease.body, ...opened.body } } : opened
}

/**
 * @template Body
 * @param {string} path
 * @param {object} body
 * @param {string} [token]
 * @returns {Promise<{ body: Body } | Refusal>}
 */
async function ask(path, body, token) {
  const request = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
  }
  const answer = await fetch(path, request).catch(() => undefined)
  /** @type {unknown} */
  const read = await answer?.json().catch(() => undefined)
  if (answer?.ok && read !== undefined) return { body: /** @type {Body} */ (read) }
  return refusalOf(answer, read)
}

/**
 * @param {Response | undefined} answer none where the server could not be reached
 * @param {unknown} body `{ error: { code, message } }`
 * @returns {Refusal}
 */
function refusalOf(answer, body) {
  const status = answer?.status ?? 0
  const { error } = /** @type {{ error?: { code?: string } }} */ (body ?? {})
  return {
    code: error?.code ?? '',
    seconds: Number(answer?.headers.get('retry-after') ?? 0) || 0,
    isBusy: status === 429 || status === 503,
    isDenied: status === 401 || status === 403,
    isFinal: status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status),
  }
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
