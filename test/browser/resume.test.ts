import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cannedAssistant } from './canned.js'
import { answers, ask, box, launchChromium, visit, watched, type Visit } from './chromium.js'
import { describeInChromium } from './in-chromium.js'
import { freshDataDir, servePage } from './served-page.js'

const question = 'How much cocaine was seized in 2011?'
const answer = 'In 2011, 9,219 kg of cocaine were seized.'
const waiting = 'Waiting for the connection. It is sent by itself.'

/** The tests share one conversation, which is there to the end. */
describeInChromium('a conversation', () => {
  const assistant = cannedAssistant()
  let browser: Browser
  let dataDir: string
  let served: Awaited<ReturnType<typeof servePage>>
  let found: Visit
  let page: Page

  beforeAll(async () => {
    browser = await launchChromium()
    dataDir = await freshDataDir()
    served = await servePage({ assistant, dataDir })
    found = await visit(browser, `${served.url}/web`)
    ;({ page } = found)
  })
  afterAll(async () => {
    await browser.close()
    await served.stop()
  })

  const asked = (text: string) => assistant.asked.filter((one) => one.text === text).length
  const type = async (text: string) => {
    await box(page).focus()
    await page.keyboard.type(text)
    await page.keyboard.press('Enter')
  }
  /** Asks something that waits, lets it through, and gives how often it was asked in the end. */
  const delayed = async (text: string, release: () => Promise<unknown>) => {
    const before = await answers(page).count()
    await type(text)
    await page.getByText(waiting).first().waitFor()
    await release()
    await answers(page).nth(before).getByText(answer).waitFor()
    await expect.poll(() => page.getByText(waiting).count()).toBe(0)
    return asked(text)
  }

  it('outlives a change of the language, and goes on', async () => {
    await ask(page, question, answer)
    await page.locator('#language').selectOption('fr')
    await answers(page).getByText(answer).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    await answers(page).getByText('un résumé dans nos propres termes').waitFor()
    await page.locator('#language').selectOption('en')
    await answers(page).getByText(answer).waitFor()
    await ask(page, 'And then?', answer)
    expect(assistant.asked.at(-1)?.history).toHaveLength(1)
    await expect.poll(() => answers(page).count()).toBe(2)
  })

  it('of a duplicated tab is one of its own', async () => {
    const kept = await page.evaluate('JSON.stringify({ ...sessionStorage })')
    const twin = await page.context().newPage()
    await twin.addInitScript(`Object.assign(sessionStorage, ${String(kept)})`)
    watched(twin)
    await twin.goto(`${served.url}/web`)
    await box(twin).waitFor()
    expect(await answers(twin).count()).toBe(0)
    expect(await answers(page).count()).toBe(2)
    await twin.close()
  })

  it('asked something while offline sends it once the network is back, once', async () => {
    await page.context().setOffline(true)
    await page.getByText('You are offline.').waitFor()
    const times = await delayed('And offline?', () => page.context().setOffline(false))
    expect(times).toBe(1)
  })

  it.each([
    ['TooMany', 429, 'That was a lot at once. Trying again in 1 second.'],
    ['Full', 503, 'All places are in use at the moment. Trying again in 1 second.'],
    ['Busy', 503, 'The service is busy. Trying again in 1 second.'],
    ['Stopping', 503, 'The service is being restarted. Trying again in 1 second.'],
  ])('refused with %s says why and for how long, then goes on', async (code, status, words) => {
    const headers = { 'retry-after': '1' }
    const json = { error: { code, message: 'Later.' } }
    const refuse = (route: Route) => route.fulfill({ status, headers, json })
    await page.route('**/activities', refuse, { times: 1 })
    expect(await delayed(`And ${code}?`, () => page.getByText(words).waitFor())).toBe(1)
    await expect.poll(() => page.locator('#notice').textContent()).toBe('')
  })

  it('whose server took a question but could not say so asks it once', async () => {
    const cut = async (route: Route) => {
      await route.fetch()
      await route.abort()
    }
    await page.route('**/activities', cut, { times: 1 })
    await type('And twice?')
    await expect.poll(() => asked('And twice?')).toBe(1)
    await page.waitForResponse((one) => one.url().endsWith('/activities') && one.ok())
    await ask(page, 'And after?', answer)
    expect([asked('And twice?'), asked('And after?')]).toEqual([1, 1])
  })

  it('whose token is no longer taken gets another, and loses nothing', async () => {
    const deny = (route: Route) => route.fulfill({ status: 403, json: { error: { code: 'x' } } })
    await page.route('**/activities', deny, { times: 1 })
    const before = await answers(page).count()
    await type('And denied?')
    await answers(page).nth(before).getByText(answer).waitFor()
    expect(asked('And denied?')).toBe(1)
  })

  it('goes on when the server comes back, with what was asked and what was being typed', async () => {
    const { port } = served
    await served.stop()
    await page.getByText('The connection was lost. Reconnecting…').waitFor()
    const times = await delayed('And during a restart?', async () => {
      await box(page).fill('half a question')
      served = await servePage({ assistant, dataDir, port })
      await page.getByText('Connected again.').waitFor({ timeout: 20_000 })
    })
    expect(times).toBe(1)
    expect(await box(page).inputValue()).toBe('half a question')
    await box(page).fill('')
    expect(assistant.asked.at(-1)?.history.length).toBeGreaterThan(1)
  })

  it('that waits is not lost by a reload', async () => {
    await page.route('**/activities', (route) => route.abort())
    await type('And reloaded?')
    await page.getByText(waiting).first().waitFor()
    await page.unroute('**/activities')
    const before = await answers(page).count()
    await page.reload()
    await expect.poll(() => answers(page).count()).toBe(before + 1)
    expect(asked('And reloaded?')).toBe(1)
    expect(found.faults).toEqual([])
  })
})
