import fc from 'fast-check'
import { message } from './activities.js'

const types =
  'message conversationUpdate invoke event messageReaction messageUpdate messageDelete typing trace handoff command commandResult installationUpdate endOfConversation contactRelationUpdate suggestion delay invokeResponse'
const invokes =
  'adaptiveCard/action application/search composeExtension/query composeExtension/submitAction fileConsent/invoke message/submitAction signin/verifyState signin/tokenExchange task/fetch tab/submit config/fetch'
const fields =
  'type id channelId from recipient conversation text textFormat locale serviceUrl deliveryMode name value entities attachments membersAdded membersRemoved reactionsAdded channelData timestamp localTimestamp expiration action relatesTo replyToId callerId code topicName historyDisclosed __proto__ constructor toString'

const oneOf = (words: string) => fc.constantFrom(...words.split(' '))
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom(
    'help',
    '/sources',
    '?',
    '![x](http://x/y)',
    '<b>',
    '\u202e',
    '🙂',
    'a'.repeat(3000),
  ),
)
const value = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('expectReplies', 'msteams', ''),
)
const account = fc.record({ id: fc.oneof(oneOf('user bot other'), text), name: text })

/** A sound activity of any type; replies come back in the answer or go to the service. */
function sound(serviceUrl: string) {
  return fc
    .record({
      type: oneOf(types),
      name: oneOf(invokes),
      channelId: oneOf('msteams directline webchat emulator test AseChannel'),
      conversation: fc.record({ id: oneOf('c1 c2 c3 c4') }),
      text,
      value: fc.option(fc.jsonValue({ maxDepth: 2 })),
      membersAdded: fc.array(account, { maxLength: 3 }),
      action: oneOf('add remove add-upgrade'),
      delivery: fc.constantFrom(
        { deliveryMode: 'expectReplies' },
        { serviceUrl, deliveryMode: undefined },
      ),
    })
    .map(({ delivery, ...activity }) => message(activity.text, { ...activity, ...delivery }))
}

/** The same with up to three fields, on the top or below, replaced by something else. */
function mutated(serviceUrl: string) {
  const change = fc.record({ field: oneOf(fields), below: fc.option(oneOf(`id ${fields}`)), value })
  return fc
    .tuple(sound(serviceUrl), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([activity, changes]) => changes.reduce(changed, activity))
}

function changed(
  activity: Record<string, unknown>,
  { field, below, value }: { field: string; below: string | null; value: unknown },
): Record<string, unknown> {
  const old: unknown = activity[field]
  const inside = below !== null && typeof old === 'object' && old !== null
  // fromEntries makes a field of __proto__ too, as JSON can.
  const entries = inside ? [...Object.entries(old), [below, value]] : undefined
  const next: unknown = entries === undefined ? value : Object.fromEntries(entries)
  return Object.fromEntries([...Object.entries(activity), [field, next]])
}

/** Bodies of any kind: sound, mutated and arbitrary activities, any JSON, torn JSON, any text. */
export function bodies(serviceUrl: string): fc.Arbitrary<string> {
  const json = (arbitrary: fc.Arbitrary<unknown>) => arbitrary.map((one) => JSON.stringify(one))
  const torn = fc
    .tuple(json(sound(serviceUrl)), fc.nat({ max: 300 }))
    .map(([body, end]) => body.slice(0, end))
  return fc.oneof(
    { weight: 3, arbitrary: json(sound(serviceUrl)) },
    { weight: 5, arbitrary: json(mutated(serviceUrl)) },
    { weight: 1, arbitrary: json(fc.dictionary(oneOf(fields), value)) },
    { weight: 1, arbitrary: fc.oneof(json(fc.jsonValue()), torn, text) },
  )
}
