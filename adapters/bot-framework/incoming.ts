import type { Activity } from 'botbuilder'
import { z } from 'zod'
import type { HttpAnswer } from '../http/answer.js'
import { fault } from '../http/faults.js'

/** An activity that can be worked on, or the answer to one that can't. */
export type Received = { readonly activity: Activity } | { readonly refusal: HttpAnswer }

/**
 * Reads a request's body as an activity.
 *
 * @param localOnly whether replies to it must stay on this machine
 */
export function readActivity(body: unknown, localOnly: boolean): Received {
  if (isDeep(body)) {
    return { refusal: fault('BadActivity', `The activity must have no more than ${depth} levels.`) }
  }
  const { data, error } = shape.safeParse(body)
  const [issue] = error?.issues ?? []
  if (data === undefined) {
    const { path = [], message = anObject } = issue ?? {}
    const place = path.length === 0 ? 'body' : path.join('.')
    return { refusal: fault('BadActivity', `The activity’s ${place} must be ${message}.`) }
  }
  if (localOnly && !staysHere(data)) return { refusal: fault('ForeignServiceUrl') }
  // Every field that this bot or the SDK reads was checked just now.
  return { activity: data as unknown as Activity }
}

/** Objects and lists within each other; what is nested deeper can be read, but not written again. */
const depth = 32

function isDeep(body: unknown): boolean {
  let level: unknown[] = [body]
  // Level by level instead of recursively: what is checked here may be as deep as a body is long.
  for (let below = 0; below <= depth; below += 1) {
    level = level.filter((one) => typeof one === 'object' && one !== null)
    if (level.length === 0) return false
    level = level.flatMap((one): unknown[] => Object.values(one as object))
  }
  return true
}

/** Without a service URL the SDK would reply to Microsoft's, unless replies go back in the answer. */
function staysHere({ serviceUrl, deliveryMode }: z.infer<typeof shape>): boolean {
  if (!serviceUrl) return deliveryMode === 'expectReplies'
  return isLoopbackUrl(serviceUrl)
}

const given = 'a text of 1 to 1,024 characters'
const id = z.string(given).min(1, given).max(1024, given)
const shortText = absent(z.string('a text').max(2048, 'a text of at most 2,048 characters'))
const flag = absent(z.boolean('true or false'))
const anObject = 'an object'

const account = z.object({ id, name: shortText, aadObjectId: shortText, role: shortText }, anObject)

// Unknown fields of accounts and the conversation are dropped, since a reply repeats these objects.
const conversation = z.object(
  {
    id,
    name: shortText,
    isGroup: flag,
    conversationType: shortText,
    tenantId: shortText,
    role: shortText,
  },
  anObject,
)

const accounts = absent(z.array(account, 'a list of accounts'))
const things = absent(z.array(z.looseObject({}, anObject), 'a list of objects'))

const instant = z
  .unknown()
  .optional()
  .transform((value) => {
    const date = new Date(typeof value === 'string' ? value : NaN)
    return Number.isNaN(date.getTime()) ? undefined : date
  })

const shape = z.looseObject(
  {
    type: id,
    from: account,
    conversation,
    recipient: account.nullish().transform((value) => value ?? { id: '', name: '' }),
    id: shortText,
    replyToId: shortText,
    channelId: shortText,
    serviceUrl: shortText,
    deliveryMode: shortText,
    name: shortText,
    locale: shortText,
    text: absent(z.string('a text')),
    channelData: z.looseObject({}).catch({}),
    membersAdded: accounts,
    membersRemoved: accounts,
    reactionsAdded: things,
    reactionsRemoved: things,
    attachments: things,
    entities: things,
    timestamp: instant,
    localTimestamp: instant,
    expiration: instant,
  },
  anObject,
)

/** Some clients write null for what others leave out. */
function absent<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined)
}

const loopback =
  /^https?:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d{1,5})?(?:\/[\w./~%-]*)?$/i

/**
 * Tells whether replies to this service URL stay on this machine. Only the plain spellings of a
 * loopback host count: what one URL parser takes for user info, a short address or a path,
 * another may take for the host.
 */
export function isLoopbackUrl(url: string): boolean {
  return loopback.test(url) && URL.canParse(url)
}
