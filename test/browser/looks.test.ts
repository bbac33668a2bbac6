import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { opened } from '../fakes/connector.js'
import { cannedAssistant } from './canned.js'
import { ask, launchChromium, picture, visit } from './chromium.js'
import { describeInChromium } from './in-chromium.js'
import { freshDataDir, servePage } from './served-page.js'

const question = 'How much cocaine was seized in 2011?'
const answer = 'In 2011, 9,219 kg of cocaine were seized.'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe reports, as far as it is looked at. */
type Violations = { id: string; nodes: { target: string[]; html: string }[] }[]

/** Violations of ours: Web Chat hides a copy of each card for screen readers, its input without a label. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found = await page.evaluate<Violations>('axe.run().then((run) => run.violations)')
  return found
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`),
    )
    .filter((one) => !/^label: .*ac-input/.test(one))
}

describeInChromium('the page', () => {
  let browser: Browser
  let served: Awaited<ReturnType<typeof servePage>>

  beforeAll(async () => {
    browser = await launchChromium()
    served = await servePage({ assistant: cannedAssistant(), dataDir: await freshDataDir() })
  })
  afterAll(async () => {
    await browser.close()
    await served.stop()
  })

  const looks: Record<string, BrowserContextOptions> = {
    light: { colorScheme: 'light' },
    dark: { colorScheme: 'dark' },
    phone: { viewport: { width: 360, height: 740 }, hasTouch: true },
    arabic: { locale: 'ar-EG' },
  }
  it.each(Object.entries(looks))(
    '(%s) breaks no rule of accessibility or security, and asks nobody else',
    async (name, options) => {
      const { page, faults, origins } = await visit(browser, `${served.url}/web`, options)
      const atFirst = await violations(page)
      await ask(page, question, answer)
      await page.locator('.webchat__thumb-button').last().click()
      await page.locator('.webchat__bubble__content textarea').waitFor()
      await ask(page, 'Which tools exist?', '9 entries')
      await picture(page, `conversation-${name}`)
      expect({ atFirst, then: await violations(page) }).toEqual({ atFirst: [], then: [] })
      expect({ faults, origins: [...origins] }).toEqual({ faults: [], origins: [served.url] })
      await page.context().close()
    },
  )

  it('fits a phone without scrolling sideways', async () => {
    const { page } = await visit(browser, `${served.url}/web`, looks.phone)
    await ask(page, 'Which tools exist?', '9 entries')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await page.locator('#menu').click()
    await page.getByRole('button', { name: 'About' }).click()
    await page.getByRole('dialog', { name: 'About this page' }).waitFor()
    await picture(page, 'about-phone')
    await page.context().close()
  })

  it('speaks the language of the browser and runs from right to left for Arabic', async () => {
    const { page } = await visit(browser, `${served.url}/web`, looks.arabic)
    const html = page.locator('html')
    expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual(['ar', 'rtl'])
    await ask(page, question, answer)
    const answered = `document.querySelector('.webchat__text-content__markdown')`
    expect(await page.evaluate(`getComputedStyle(${answered}).direction`)).toBe('ltr')
    await page.context().close()
  })

  it('turns dark at the press of a button, and stays so', async () => {
    const { page } = await visit(browser, `${served.url}/web`, { colorScheme: 'light' })
    const colour = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    expect(await colour()).toBe('rgb(255, 255, 255)')
    await page.locator('#theme').click()
    await page.reload()
    expect(await colour()).toBe('rgb(17, 24, 31)')
    await page.context().close()
  })

  it('copies and prints the conversation with its reference in full', async () => {
    const permissions = ['clipboard-read', 'clipboard-write']
    const { page } = await visit(browser, `${served.url}/web`, { permissions })
    await ask(page, question, answer)
    await page.locator('#copy').click()
    await page.getByText('The conversation has been copied, with its references.').waitFor()
    const text = String(await page.evaluate('navigator.clipboard.readText()'))
    expect(text).toContain(`Answer: ${answer} [1]\n[1] CTOC/COP/2012/10, para. 29`)
    expect(text).toMatch(/report of the Secretariat” \(CTOC\/COP\/2012\/10\), para\. 29\.$/)
    await page.pdf({ path: 'data/screenshots/paper.pdf' })
    expect(await page.locator('#paper').textContent()).toContain('(CTOC/COP/2012/10), para. 29.')
    await page.context().close()
  })

  it('can’t be framed by another site unless that is allowed', async () => {
    const frame = `<iframe src="${served.url}/web"></iframe>`
    const other = createServer((_req, res) => res.setHeader('content-type', 'text/html').end(frame))
    const page = await browser.newPage()
    const refused = page.waitForEvent('console', {
      predicate: (message) => message.text().includes('frame-ancestors'),
    })
    await page.goto(await opened(other))
    expect((await refused).text()).toContain("'none'")
    await page.close()
    other.close()
  })
})
