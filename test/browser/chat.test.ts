import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { words } from '../../prompts/words.js'
import { cannedAssistant } from './canned.js'
import { answers, ask, box, launchChromium, picture, visit } from './chromium.js'
import { describeInChromium } from './in-chromium.js'
import { freshDataDir, servePage } from './served-page.js'

const question = 'How much cocaine was seized in 2011?'
const answer = 'In 2011, 9,219 kg of cocaine were seized.'

describeInChromium('a delegate', () => {
  let browser: Browser
  let served: Awaited<ReturnType<typeof servePage>>
  let page: Page

  beforeAll(async () => {
    browser = await launchChromium()
    served = await servePage({ assistant: cannedAssistant(), dataDir: await freshDataDir() })
  })
  afterAll(async () => {
    await browser.close()
    await served.stop()
  })
  beforeEach(async () => {
    ;({ page } = await visit(browser, `${served.url}/web`))
  })
  afterEach(() => page.context().close())

  it('asks by keyboard alone, beginning with the skip link', async () => {
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.type(question)
    await page.keyboard.press('Enter')
    await answers(page).getByText(answer).waitFor()
    expect(await page.locator('#welcome').isVisible()).toBe(false)
  })

  it('begins with an example', async () => {
    await picture(page, 'welcome')
    await page.getByRole('button', { name: question }).click()
    await answers(page).getByText(answer).waitFor()
  })

  it('opens the passage behind a sentence, and closes it by keyboard', async () => {
    await ask(page, question, answer)
    await page.locator('.webchat__render-markdown__citation').first().click()
    const passage = page.getByRole('dialog', { name: 'CTOC/COP/2012/10, para. 29' })
    await passage.getByText(answer).waitFor()
    await picture(page, 'citation')
    await page.keyboard.press('Escape')
    await passage.waitFor({ state: 'hidden' })
  })

  it('taps a next question', async () => {
    await ask(page, question, answer)
    await page.locator('.webchat__suggested-actions__button').getByText('And in 2010?').click()
    await page.locator('.webchat__bubble--from-user').getByText('And in 2010?').waitFor()
  })

  it('unfolds a long list', async () => {
    await ask(page, 'Which tools exist?', '9 entries')
    const last = page.locator('.ac-textBlock').getByText('Manual number 9', { exact: true }).first()
    expect(await last.isVisible()).toBe(false)
    await picture(page, 'list')
    await page.locator('.ac-pushButton', { hasText: 'Show all 9' }).first().click()
    await last.waitFor()
  })

  it('says what was wrong with an answer', async () => {
    await ask(page, question, answer)
    await page.locator('.webchat__thumb-button').last().click()
    await page.locator('.webchat__bubble__content textarea').fill('Another year.')
    await picture(page, 'feedback')
    await page.locator('.webchat__bubble__content .ac-pushButton').click()
    await answers(page).getByText(words.feedback.thanks).waitFor()
    const about = { question, paragraphs: [29] }
    expect(served.feedback.entries).toMatchObject([
      { ...about, reaction: 'dislike' },
      { ...about, comment: 'Another year.' },
    ])
  })

  it('begins anew', async () => {
    await ask(page, question, answer)
    await page.locator('#restart').click()
    await page.locator('#welcome').waitFor()
    await box(page).waitFor()
    expect(await answers(page).count()).toBe(0)
  })
})
