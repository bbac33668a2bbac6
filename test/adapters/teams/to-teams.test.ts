import type { Activity } from 'botbuilder'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toTeams } from '../../../adapters/teams/to-teams.js'
import { toReference, type Reference } from '../../../bot/references.js'
import type { Cited, Reply } from '../../../bot/reply.js'
import { teamsWords } from '../../../prompts/teams/teams-words.js'
import { passages } from '../../fakes/assistant.js'
import { faultsOf } from '../../fakes/checked-card.js'

const to = { user: '29:asker', answer: crypto.randomUUID() }
// Without the size the library keeps to short values, and the limits are never reached.
const size = 'max'
// What breaks a limit is too large to be made smaller in reasonable time.
const runs = { numRuns: 40, endOnFailure: true }
const anything = fc.string({ unit: 'binary', maxLength: 400, size })

/** References with any quote and any section, each to a paragraph of its own. */
const references = fc
  .array(fc.record({ quote: anything, section: anything, letter: fc.boolean() }), {
    maxLength: 30,
    size,
  })
  .map((all) =>
    all.map(({ quote, section, letter }, at): Reference => {
      const place = toReference({ ...(letter ? passages.ports : passages.seizures), paragraph: at })
      return { ...place, quote, section }
    }),
  )

/** Replies of any length and layout; every mark points to a reference. */
const replies = references.chain((places): fc.Arbitrary<Reply> => {
  const marks = fc.subarray(places.map((_, at) => at + 1))
  const line = fc.record({ text: fc.string({ maxLength: 3000, size }), marks })
  return fc
    .record({
      lines: fc.array(line, { minLength: 1, maxLength: 60, size }),
      layout: fc.constantFrom('prose' as const, 'list' as const, 'comparison' as const),
      isListed: fc.boolean(),
      generated: fc.boolean(),
      lead: fc.integer({ min: 1, max: 60 }),
      remark: fc.option(anything, { nil: undefined }),
      suggestions: fc.array(anything, { maxLength: 5, size }),
    })
    .map(({ lines, layout, isListed, generated, suggestions, ...more }) => {
      const lead = Math.min(more.lead, lines.length)
      const entries = isListed ? lines.map((_, at) => `entry-${at}`) : []
      const exhibits = { entries, sheets: [], figures: [] }
      const cited = { lines, lead, references: places, layout, exhibits, generated }
      const { remark } = more
      const whole: Cited = remark === undefined ? cited : { ...cited, remark }
      return { text: '', references: places, suggestions, cited: whole }
    })
})

const sizeOf = (activity: object) => JSON.stringify(activity).length * 2
const citationsOf = (activity: Partial<Activity>) =>
  (activity.entities ?? []).flatMap((entity) => (entity.citation ?? []) as Claim[])

interface Claim {
  readonly position: number
  readonly appearance: { name: string; abstract: string; url: string; keywords: string[] }
}

describe('whatever the reply, a message in Teams', () => {
  it('stays under 80 KB', () => {
    const most = 80 * 1024
    fc.assert(
      fc.property(replies, (reply) => toTeams(reply, to).every((one) => sizeOf(one) <= most)),
      runs,
    )
  })

  it('has one root entity at most, with at most 20 citations, numbered in order', () => {
    const property = fc.property(replies, (reply) => {
      for (const activity of toTeams(reply, to)) {
        const claims = citationsOf(activity)
        expect(activity.entities?.length ?? 0).toBeLessThanOrEqual(1)
        expect(claims.length).toBeLessThanOrEqual(20)
        expect(claims.map(({ position }) => position)).toEqual(claims.map((_, at) => at + 1))
      }
    })
    fc.assert(property, runs)
  })

  it('keeps every citation within the lengths that Teams takes', () => {
    const property = fc.property(replies, (reply) => {
      for (const { appearance } of toTeams(reply, to).flatMap(citationsOf)) {
        const { name, abstract, keywords, url } = appearance
        expect(name.length).toBeLessThanOrEqual(80)
        expect(abstract.length).toBeLessThanOrEqual(160)
        expect(keywords.length).toBeLessThanOrEqual(3)
        expect(Math.max(...keywords.map((word) => word.length))).toBeLessThanOrEqual(28)
        expect(url).toMatch(/^https:/)
      }
    })
    fc.assert(property, runs)
  })

  it('offers at most three taps, to who asked alone', () => {
    const property = fc.property(replies, (reply) => {
      for (const { suggestedActions } of toTeams(reply, to)) {
        expect(suggestedActions?.actions.length ?? 0).toBeLessThanOrEqual(3)
        expect(suggestedActions?.to ?? [to.user]).toEqual([to.user])
      }
    })
    fc.assert(property, runs)
  })

  it('has either words or a card, since Teams parts them and then names neither', () => {
    const property = fc.property(replies, (reply) => {
      for (const { text, attachments, summary } of toTeams(reply, to)) {
        expect((text === undefined) !== (attachments === undefined)).toBe(true)
        if (attachments) expect(summary?.length).toBeGreaterThan(0)
      }
    })
    fc.assert(property, runs)
  })

  it('asks for thumbs once', () => {
    const property = fc.property(replies, (reply) => {
      const judged = toTeams(reply, to).filter(({ channelData }) => channelData !== undefined)
      expect(judged).toHaveLength(1)
    })
    fc.assert(property, runs)
  })

  it('has no table, no heading and no list mark that phones lose', () => {
    const property = fc.property(replies, (reply) => {
      const words = { ...reply, cited: { ...reply.cited, lines: plain(reply) } } as Reply
      const [{ text } = {}] = toTeams(words, to)
      expect(text ?? '').not.toMatch(/^(?:[-*+#|]|\d+\.) /m)
    })
    fc.assert(property, runs)
  })

  it('has a card that is valid', () => {
    const property = fc.property(replies, (reply) => {
      const cards = toTeams(reply, to).flatMap(({ attachments = [] }) => attachments)
      for (const card of cards) expect(faultsOf(card.content)).toEqual([])
    })
    fc.assert(property, runs)
  })
})

/** The same lines with words of letters, so that only the renderer could write marks. */
const plain = ({ cited }: Reply) =>
  cited?.lines.map(({ text, marks }) => ({ text: text.replace(/[^a-z ]/gi, '').trim(), marks }))

it('a text that is too long is cut between two sentences, and says so', () => {
  const sentence = 'One more sentence of the sources. '
  const text = sentence.repeat(5000)
  const [{ text: shown = '' } = {}] = toTeams({ text, references: [], suggestions: [] }, to)
  expect(shown.endsWith(`sources.\n\n${teamsWords.message.cut}`)).toBe(true)
  expect(shown.length).toBeGreaterThan(35_000)
})

/** A list of eight entries with a line that counts them. */
function listOf(write: (at: number) => string): Reply {
  const lines = Array.from({ length: 8 }, (_, at) => ({ text: write(at + 1), marks: [1] }))
  const lead = { text: 'All 8 that the report names:', marks: [1] }
  const exhibits = { entries: lines.map((_, at) => `entry-${at}`), sheets: [], figures: [] }
  const places = [toReference(passages.seizures)]
  const rest = { references: places, layout: 'list', exhibits, generated: false } as const
  const cited = { ...rest, lines: [lead, ...lines], lead: 9 }
  return { text: '', references: places, suggestions: ['?'], cited }
}

it('a list of more entries than a screen holds is a card with pages, led by its count, and nothing else', () => {
  const messages = toTeams(
    listOf((at) => `Entry ${at}.`),
    to,
  )
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatchObject({ type: 'message', summary: 'All 8 that the report names:' })
  const [card] = messages[0]?.attachments ?? []
  expect(JSON.stringify(card)).toMatch(/All 8 that the report names:.+Entry 1.+1 to 6 of 8/)
})

it('a list whose first page would be too long is said in words, as far as it fits', () => {
  const [message, ...others] = toTeams(
    listOf(() => 'A long entry. '.repeat(400)),
    to,
  )
  expect(others).toEqual([])
  expect(message?.attachments).toBeUndefined()
  expect(message?.text).toMatch(/^All 8 that the report names: \[1\]\n\n• A long entry\./)
})
