import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { feedbackForm } from '../../adapters/teams/cards/feedback-form.js'
import { cardAction } from '../../adapters/teams/card-action.js'
import { selectItem } from '../../adapters/teams/message-extension.js'
import { toTeams } from '../../adapters/teams/to-teams.js'
import type { Expert } from '../../adapters/open-assistant.js'
import { toReply } from '../../bot/reply.js'
import { converse, openRealAssistant } from '../helpers/real-assistant.js'
import { launchChromium, picture } from './chromium.js'
import { describeInChromium } from './in-chromium.js'

const library = readFileSync(
  createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.min.js'),
  'utf8',
)

/** A host that looks as Teams does: its fonts, its widths, its colours. */
const host = {
  fontFamily: 'Segoe UI, Open Sans, DejaVu Sans, sans-serif',
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  supportsInteractivity: true,
  actions: { actionsOrientation: 'horizontal', actionAlignment: 'left', maxActions: 6 },
}

/** Draws a card and gives its text. The library leaves Markdown to its host: here escapes are undone. */
async function draw(page: Page, card: unknown): Promise<string> {
  await page.setContent('<body style="margin:0;background:#f5f5f5"><div id="card"></div></body>')
  await page.addScriptTag({ content: library })
  return page.evaluate(
    ({ card, host }) => {
      const { AdaptiveCards, document } = globalThis as unknown as Host
      AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
        result.outputHtml = text.replace(/\\([\\`*[\]~|_#>])/g, '$1')
        result.didProcess = true
      }
      const drawn = new AdaptiveCards.AdaptiveCard()
      drawn.hostConfig = new AdaptiveCards.HostConfig(host)
      drawn.parse(card)
      const place = document.getElementById('card')
      place.append(drawn.render())
      Object.assign(place.style, { background: '#fff', margin: '16px', borderRadius: '6px' })
      return place.innerText
    },
    { card, host },
  )
}

/** What Teams draws of a card at a width; the library knows no `targetWidth`. */
function fitted(card: unknown, name: 'narrow' | 'standard'): unknown {
  const { body } = card as { readonly body: readonly { readonly targetWidth?: string }[] }
  const shown = name === 'narrow' ? 'atMost:narrow' : 'atLeast:standard'
  return {
    ...(card as object),
    body: body.filter(({ targetWidth = shown }) => targetWidth === shown),
  }
}

/** What the page has, as far as it is used. */
interface Host {
  readonly AdaptiveCards: {
    readonly AdaptiveCard: {
      new (): { hostConfig: unknown; parse(card: unknown): void; render(): unknown }
      onProcessMarkdown: (text: string, result: { outputHtml: string; didProcess: boolean }) => void
    }
    readonly HostConfig: new (host: unknown) => unknown
  }
  readonly document: {
    getElementById(id: string): { append(node: unknown): void; style: object; innerText: string }
  }
}

describeInChromium('the cards of real answers', () => {
  let browser: Browser
  let page: Page
  let expert: Expert

  beforeAll(async () => {
    expert = await openRealAssistant()
    browser = await launchChromium()
    page = await browser.newPage({ viewport: { width: 480, height: 900 } })
  })
  afterAll(() => browser.close())

  /** The card that goes with the answer to a question. */
  async function cardOf(question: string): Promise<unknown> {
    const reply = toReply(await converse(expert, question))
    const messages = toTeams(reply, { user: '29:asker' })
    const [attachment] = messages.flatMap(({ attachments = [] }) => attachments)
    return attachment?.content
  }

  it.each([
    ['publication', 'What is the film Ways and Means about?', ['Ways and Means', 'film', '2011']],
    ['list', 'List the missions', ['mission to El Salvador', 'para. 12', '1 to 6 of 7', 'Next']],
    [
      'comparison',
      'Compare the In-depth Training Manual with the Basic Training Manual',
      ['In-depth Training Manual', 'Basic Training Manual', 'available', 'para. 49'],
    ],
    [
      'figures',
      'What was seized in 2011 under the Container Control Programme?',
      ['36,245 kg', '13,353 kg', '9,219 kg', '666.9 kg', '30.9 kg'],
    ],
  ])('are drawn: %s', async (name, question, parts) => {
    const text = await draw(page, fitted(await cardOf(question), 'standard'))
    for (const part of parts) expect(text).toContain(part)
    await picture(page, `teams-${name}`)
  })

  it.each([
    [320, 'narrow'],
    [900, 'standard'],
  ] as const)('compare within a width of %i pixels', async (width, name) => {
    const question = 'Compare the In-depth Training Manual with the Basic Training Manual'
    await page.setViewportSize({ width, height: 900 })
    const text = await draw(page, fitted(await cardOf(question), name))
    expect(text.match(/In-depth Training Manual/g)).toHaveLength(1)
    for (const part of ['Basic Training Manual', 'available', 'para. 49']) {
      expect(text).toContain(part)
    }
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(width)
    await picture(page, `teams-comparison-${name}`)
    await page.setViewportSize({ width: 480, height: 900 })
  })

  it('are drawn: the last page of a list', async () => {
    const answer = await converse(expert, 'List the missions')
    const ids = answer.kind === 'answered' ? answer.exhibits?.entries : []
    const value = { action: { verb: 'page', data: { ids, page: 1 } } }
    const turned = await cardAction(value, expert)
    expect(await draw(page, turned.value)).toContain('7 to 7 of 7')
  })

  it('are drawn: a passage, its reference folded out when asked for', async () => {
    const chosen = await selectItem({ id: 'paragraph-29' }, expert)
    const [attachment] = attachmentsIn(chosen)
    const text = await draw(page, attachment?.content)
    expect(text).toContain('9,219 kg')
    expect(text).not.toContain('Conference of the Parties to the United Nations Convention')
    await page.getByRole('button', { name: 'Cite' }).click()
    const cited = await page.locator('#card').innerText()
    expect(cited).toContain('(CTOC/COP/2012/10), para. 29.')
    await picture(page, 'teams-passage')
  })

  it('are drawn: the form for feedback', async () => {
    const { content } = feedbackForm({ reaction: 'dislike', answer: 'a' }).task.value.card
    expect(await draw(page, content)).toContain('What was wrong with the answer')
    await picture(page, 'teams-feedback')
  })
})

function attachmentsIn({ composeExtension }: Awaited<ReturnType<typeof selectItem>>) {
  const found = 'attachments' in composeExtension ? composeExtension.attachments : []
  return found as readonly { readonly content?: unknown }[]
}
