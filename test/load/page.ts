import { performance } from 'node:perf_hooks'
import { answers, box, launchChromium, visit } from '../browser/chromium.js'
import { report, spread } from './report.js'
import { startServer } from './server-process.js'

const bounds = { usableMs: 1500, answerMs: 300 }
const visits = 5

const questions = [
  'How much cocaine was seized in 2011?',
  'What does the report say about El Salvador?',
  'Which manuals deal with the smuggling of migrants?',
  'Which regional programmes does UNODC have?',
  'What was done in Vanuatu?',
]

/** Opens the page again and again, asks in it, and says whether both are quick enough at the median. */
export async function loadPage(): Promise<boolean> {
  const server = await startServer({})
  const browser = await launchChromium()
  const usable: number[] = []
  const visible: number[] = []
  try {
    await pageIsThere(server.url)
    for (let round = 0; round < visits; round += 1) {
      const began = performance.now()
      const { page } = await visit(browser, `${server.url}/web`)
      usable.push(performance.now() - began)
      for (const [index, question] of questions.entries()) {
        await box(page).fill(question)
        const asked = performance.now()
        await page.keyboard.press('Enter')
        await answers(page).nth(index).waitFor()
        visible.push(performance.now() - asked)
      }
      await page.context().close()
    }
  } finally {
    await browser.close()
    await server.stop()
  }
  const figures = { usable: spread(usable), visible: spread(visible) }
  report(figures)
  return figures.usable.p50 <= bounds.usableMs && figures.visible.p50 <= bounds.answerMs
}

/** The page is served once the chat client lies there. */
async function pageIsThere(url: string): Promise<void> {
  while (!(await fetch(`${url}/web`)).ok) await new Promise((resolve) => setTimeout(resolve, 200))
}
