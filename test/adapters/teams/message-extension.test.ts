import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { search } from '../../../adapters/teams/message-extension.js'
import { teamsWords } from '../../../prompts/teams/teams-words.js'
import { FakeLibrary } from '../../fakes/library.js'
import { teamsInvoke } from '../../fakes/teams-activities.js'
import { teamsLines, type TeamsLine } from '../../fakes/teams-lines.js'

describe.each(teamsLines)('the message extension, %s,', (_, open) => {
  const library = new FakeLibrary()
  let line: TeamsLine
  beforeAll(async () => (line = await open({ library })))
  afterAll(() => line.close())

  const query = async (value: unknown) => {
    const { status, body } = await line.deliver(teamsInvoke('composeExtension/query', value))
    expect(status).toBe(200)
    return (body as { composeExtension: Record<string, unknown> }).composeExtension
  }
  const typed = (text: unknown) => [{ name: 'query', value: text }]

  it.each([
    ['findPassage', 'passage'],
    ['findManual', 'manual'],
    ['findFact', 'fact'],
  ])('%s looks on the shelf of each %s', async (commandId, shelf) => {
    const queryOptions = { skip: 1, count: 5 }
    await query({ commandId, parameters: typed('arms'), queryOptions })
    expect(library.searched.at(-1)).toEqual({ shelf, text: 'arms', skip: 1, count: 5 })
  })

  it('gives previews to tap, each with its full card', async () => {
    const { type, attachmentLayout, attachments } = await query({ commandId: 'findPassage' })
    expect({ type, attachmentLayout }).toEqual({ type: 'result', attachmentLayout: 'list' })
    expect(attachments).toMatchObject([
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: { type: 'AdaptiveCard' },
        preview: {
          contentType: 'application/vnd.microsoft.card.thumbnail',
          content: {
            title: 'CTOC/COP/2012/10, para. 29',
            text: 'In 2011, 9,219 kg of cocaine were seized.',
            tap: { type: 'invoke', value: { id: 'paragraph-29' } },
          },
        },
      },
      { preview: { content: { tap: { value: { id: 'manual' } } } } },
    ])
  })

  it.each([
    ['on opening', [{ name: 'initialRun', value: 'true' }]],
    ['without parameters', undefined],
    ['with a number', typed(7)],
    ['with broken parameters', 'x'],
  ])('shows what there is %s', async (_kind, parameters) => {
    expect((await query({ commandId: 'findFact', parameters })).type).toBe('result')
    expect(library.searched.at(-1)?.text).toBe('')
  })

  it('takes a query without a command for a passage, and a parameter without a name', async () => {
    await query({ parameters: [{ value: 'arms' }], queryOptions: { skip: 0, count: 25 } })
    expect(library.searched.at(-1)).toMatchObject({ shelf: 'passage', text: 'arms' })
  })

  it.each([[{ skip: -1, count: 9999 }], [{ skip: 'x', count: 'y' }], [null]])(
    'reads no more than 25 results, whatever is asked for (%j)',
    async (queryOptions) => {
      await query({ commandId: 'findPassage', parameters: typed('arms'), queryOptions })
      expect(library.searched.at(-1)).toMatchObject({ skip: 0, count: 25 })
    },
  )

  it('cuts a text that is too long to search', async () => {
    await query({ commandId: 'findPassage', parameters: typed('x'.repeat(5000)) })
    expect(library.searched.at(-1)?.text).toHaveLength(200)
  })

  it('says so where it finds nothing, and stays silent behind the last page', async () => {
    const nothing = { commandId: 'findPassage', parameters: typed('nonsense') }
    expect(await query(nothing)).toEqual({ type: 'message', text: teamsWords.search.none })
    const behind = { commandId: 'findPassage', queryOptions: { skip: 25, count: 25 } }
    expect(await query(behind)).toMatchObject({ type: 'result', attachments: [] })
  })

  it.each([[{ commandId: 'toString' }], [{ commandId: 7 }], ['x'], [undefined]])(
    'says so where it does not know the command (%j)',
    async (value) => {
      expect(await query(value)).toEqual({ type: 'message', text: teamsWords.search.unknown })
    },
  )
})

it('a search that waits for the start of the bot is answered before Teams gives up', async () => {
  const library = new FakeLibrary()
  library.find = () => new Promise(() => undefined)
  expect(await search({ commandId: 'findFact' }, library, 20)).toEqual({
    composeExtension: { type: 'message', text: teamsWords.search.busy },
  })
})
