import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { cannedAssistant } from './canned.js'
import { answers, ask, box, launchChromium, visit, watched } from './chromium.js'
import { describeInChromium } from './in-chromium.js'
import { freshDataDir, servePage } from './served-page.js'

const question = 'How much cocaine was seized in 2011?'
const answer = 'In 2011, 9,219 kg of cocaine were seized.'

describeInChromium('a conversation', () => {
  const assistant = cannedAssistant()
  let browser: Browser
  let dataDir: string
  let served: Awaited<ReturnType<typeof servePage>>

  beforeAll(async () => {
    browser = await launchChromium()
    dataDir = await freshDataDir()
    served = await servePage({ assistant, dataDir })
  })
  afterAll(async () => {
    await browser.close()
    await served.stop()
  })

  it('is there again after a reload, and goes on', async () => {
    const { page } = await visit(browser, `${served.url}/web`)
    await ask(page, question, answer)
    await page.reload()
    await answers(page).getByText(answer).waitFor()
    await ask(page, 'And then?', answer)
    expect(assistant.asked.at(-1)?.history).toHaveLength(1)
    await expect.poll(() => answers(page).count()).toBe(2)
    await page.context().close()
  })

  it('outlives a change of the language', async () => {
    const { page } = await visit(browser, `${served.url}/web`)
    await ask(page, question, answer)
    await page.locator('#language').selectOption('fr')
    await answers(page).getByText(answer).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('fr')
    await page.context().close()
  })

  it('of a duplicated tab is one of its own', async () => {
    const { page } = await visit(browser, `${served.url}/web`)
    await ask(page, question, answer)
    const kept = await page.evaluate('JSON.stringify({ ...sessionStorage })')
    const twin = await page.context().newPage()
    await twin.addInitScript(`Object.assign(sessionStorage, ${String(kept)})`)
    watched(twin)
    await twin.goto(`${served.url}/web`)
    await box(twin).waitFor()
    expect(await answers(twin).count()).toBe(0)
    expect(await answers(page).count()).toBe(1)
    await page.context().close()
  })

  it('goes on when the server comes back, with what was being typed', async () => {
    const { page, faults } = await visit(browser, `${served.url}/web`)
    await ask(page, question, answer)
    await box(page).fill('half a question')
    const { port } = served
    await served.stop()
    await page.getByText('The connection was lost. Reconnecting…').waitFor()
    served = await servePage({ assistant, dataDir, port })
    await page.getByText('Connected again.').waitFor({ timeout: 20_000 })
    expect(await box(page).inputValue()).toBe('half a question')
    await box(page).fill('')
    await ask(page, 'And then?', answer)
    await expect.poll(() => answers(page).count()).toBe(2)
    expect(assistant.asked.at(-1)?.history).toHaveLength(1)
    expect(faults).toEqual([])
    await page.context().close()
  })
})
