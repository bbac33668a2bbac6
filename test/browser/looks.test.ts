import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { opened } from '../fakes/connector.js'
import { cannedAssistant } from './canned.js'
import { answers, ask, launchChromium, picture, visit, type Visit } from './chromium.js'
import { describeInChromium } from './in-chromium.js'
import { freshDataDir, servePage } from './served-page.js'

const question = 'How much cocaine was seized in 2011?'
const answer = 'In 2011, 9,219 kg of cocaine were seized.'
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const desktop = { width: 1200, height: 800 }
const phone = { width: 360, height: 740 }

/** What axe reports, as far as it is looked at. */
type Violations = { id: string; nodes: { target: string[]; html: string }[] }[]

async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe)
  const found = await page.evaluate<Violations>('axe.run().then((run) => run.violations)')
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`),
  )
}

async function openAbout(page: Page): Promise<void> {
  await page.locator('#about-open').click()
  await page.locator('#about h2').waitFor()
}

const closed = (page: Page) => page.keyboard.press('Escape')

/** The eleven views, in the order in which one conversation comes to them. */
const views: Record<string, { to: (page: Page) => Promise<unknown>; from?: typeof closed }> = {
  'the start page': { to: (page) => page.locator('#welcome').waitFor() },
  'an answer': { to: (page) => ask(page, question, answer) },
  'a passage': {
    to: async (page) => {
      await page.locator('.webchat__render-markdown__citation').first().click()
      await page.getByRole('dialog').getByText('Official document').waitFor()
    },
    from: closed,
  },
  'the comment form': {
    to: async (page) => {
      await page.locator('.webchat__thumb-button').last().click()
      await page.locator('#comment-text').fill('Another year.')
    },
    from: async (page) => {
      await page.locator('#comment button[value=yes]').click()
      await answers(page).getByText('Another year.').waitFor()
    },
  },
  'a list as a table': { to: (page) => ask(page, 'Which tools exist?', '9 entries') },
  about: { to: openAbout, from: closed },
  'the confirmation': { to: (page) => page.locator('#restart').click(), from: closed },
  'the dark': {
    to: async (page) => {
      await page.emulateMedia({ colorScheme: 'dark' })
      await ask(page, question, answer)
    },
    from: (page) => page.emulateMedia({ colorScheme: 'light' }),
  },
  'forced colours': {
    to: (page) => page.emulateMedia({ forcedColors: 'active' }),
    from: (page) => page.emulateMedia({ forcedColors: 'none' }),
  },
  'a phone': { to: (page) => page.setViewportSize(phone) },
  print: {
    to: async (page) => {
      await page.evaluate('dispatchEvent(new Event("beforeprint"))')
      await page.emulateMedia({ media: 'print' })
    },
    from: (page) => page.emulateMedia({ media: 'screen' }),
  },
}

/** The tests share one page, and go on where the one before ended. */
describeInChromium('the page', () => {
  let browser: Browser
  let served: Awaited<ReturnType<typeof servePage>>
  let found: Visit
  let page: Page

  beforeAll(async () => {
    browser = await launchChromium()
    served = await servePage({ assistant: cannedAssistant(), dataDir: await freshDataDir() })
    found = await visit(browser, `${served.url}/web`, { colorScheme: 'light', viewport: desktop })
    ;({ page } = found)
  })
  afterAll(async () => {
    await browser.close()
    await served.stop()
  })

  it.each(Object.entries(views))(
    'breaks no rule of accessibility: %s',
    async (name, { to, from }) => {
      await to(page)
      await picture(page, `view-${name.replaceAll(' ', '-')}`)
      expect(await violations(page)).toEqual([])
      await from?.(page)
    },
  )

  it('fits a phone without scrolling sideways, its next questions in one row', async () => {
    await page.setViewportSize(phone)
    await ask(page, 'Long ones?', answer)
    const row = '.webchat__suggested-actions__flow-box button'
    const chips = `[...document.querySelectorAll('${row}')]`
    const tops = `${chips}.map((one) => one.getBoundingClientRect().top)`
    expect(await page.evaluate(`[${chips}.length, new Set(${tops}).size]`)).toEqual([3, 1])
    const cut = `[...document.querySelectorAll('${row} *')].filter((one) => one.scrollWidth > one.clientWidth + 1)`
    expect(await page.evaluate(`${cut}.length`)).toBe(0)
    await picture(page, 'chips-phone')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
    await page.locator('#menu').click()
    await openAbout(page)
    await picture(page, 'about-phone')
    await closed(page)
    await page.setViewportSize(desktop)
  })

  it('runs from right to left for Arabic, the report from left to right', async () => {
    await page.locator('#language').selectOption('ar')
    await answers(page).getByText(answer).first().waitFor()
    const html = page.locator('html')
    expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual(['ar', 'rtl'])
    const styleOf = (selector: string, name: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${name}`)
    expect(await styleOf('.webchat__text-content__markdown', 'direction')).toBe('ltr')
    await page.locator('.webchat__render-markdown__citation').first().click()
    await page.getByRole('dialog').getByText('Official document').waitFor()
    expect(await styleOf('.webchat__citation-modal-dialog__body', 'textAlign')).toBe('left')
    expect(await styleOf('.webchat__citation-modal-dialog__header', 'textAlign')).toBe('left')
    await picture(page, 'passage-arabic')
    expect(await violations(page)).toEqual([])
    await closed(page)
    await picture(page, 'conversation-arabic')
    expect(await violations(page)).toEqual([])
  })

  it('turns dark at the press of a button, and stays so', async () => {
    const colour = () => page.evaluate('getComputedStyle(document.body).backgroundColor')
    expect(await colour()).toBe('rgb(255, 255, 255)')
    await page.locator('#theme').click()
    await page.reload()
    expect(await colour()).toBe('rgb(17, 24, 31)')
    await page.locator('.webchat__render-markdown__citation').first().click()
    await page.getByRole('dialog').getByText('Official document').waitFor()
    const icon = '.webchat__render-markdown__external-link-icon'
    const drawn = `getComputedStyle(document.querySelector('dialog[open] ${icon}, [role=dialog] ${icon}'))`
    expect(await page.evaluate(`${drawn}.backgroundColor`)).toBe('rgb(108, 196, 238)')
    await picture(page, 'passage-dark')
  })

  it('asks nobody else, and breaks no rule of security', () => {
    expect({ faults: found.faults, origins: [...found.origins] }).toEqual({
      faults: [],
      origins: [served.url],
    })
  })

  it('can’t be framed by another site unless that is allowed', async () => {
    const frame = `<iframe src="${served.url}/web"></iframe>`
    const other = createServer((_req, res) => res.setHeader('content-type', 'text/html').end(frame))
    const framing = await browser.newPage()
    const refused = framing.waitForEvent('console', {
      predicate: (message) => message.text().includes('frame-ancestors'),
    })
    await framing.goto(await opened(other))
    expect((await refused).text()).toContain("'none'")
    await framing.close()
    other.close()
  })
})
