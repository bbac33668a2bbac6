import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { FakeAssistant, unsourced } from '../../fakes/assistant.js'
import { teamsMessage, type Scope, type TeamsActivity } from '../../fakes/teams-activities.js'
import { teamsLines, type TeamsLine } from '../../fakes/teams-lines.js'

const scopes: readonly Scope[] = ['personal', 'groupChat', 'channel']

/** Five messages in each of eighty conversations. */
function conversations(): TeamsActivity[] {
  return Array.from({ length: 80 }, (_, at) => {
    const scope = scopes[at % scopes.length] ?? 'personal'
    const { conversation } = teamsMessage(scope, 'first')
    return [1, 2, 3, 4, 5].map((number) =>
      teamsMessage(scope, `Question ${number}`, { conversation }),
    )
  }).flat()
}

/** A thousand deliveries: every message once, and six hundred again, in any order. */
function thousand(messages: readonly TeamsActivity[]): TeamsActivity[] {
  const again = Array.from({ length: 600 }, (_, at) => messages[(at * 7) % messages.length])
  const all = [...messages, ...again.filter((one) => one !== undefined)]
  const [shuffled = []] = fc.sample(
    fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    { numRuns: 1, seed: 42 },
  )
  return shuffled
}

describe.each(teamsLines)('1,000 duplicated and reordered deliveries, %s,', (_, open) => {
  const assistant = new FakeAssistant((text) => unsourced('smalltalk', text))
  let line: TeamsLine
  beforeAll(async () => (line = await open({ assistant })))
  afterAll(() => line.close())

  it('answer each message exactly once', { timeout: 60_000 }, async () => {
    const messages = conversations()
    const deliveries = thousand(messages)
    expect(deliveries).toHaveLength(1000)
    const statuses = new Set<number>()
    // As many at once as a channel would have under way.
    const queue = deliveries.values()
    const workers = Array.from({ length: 25 }, async () => {
      for (const activity of queue) statuses.add((await line.deliver(activity)).status)
    })
    await Promise.all(workers)
    const answered = line.shown.map(({ activity }) => String(activity.replyToId)).sort()
    expect(answered).toEqual(messages.map(({ id }) => String(id)).sort())
    expect([...statuses]).toEqual([200])
    expect(assistant.asked).toHaveLength(messages.length)
  })
})
