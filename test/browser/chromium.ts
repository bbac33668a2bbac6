import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

const places = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
/** Where Chromium is, if it is there. */
export const executablePath = places.find((path) => path !== undefined && existsSync(path))

/** Starts Chromium with an empty profile; it works without a sandbox, a GPU and a network. */
export function launchChromium(): Promise<Browser> {
  const args = [
    '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking',
    '--disable-component-update --disable-sync',
  ]
  return chromium.launch({
    executablePath: executablePath ?? '',
    args: args.join(' ').split(' '),
  })
}

/** A page in a profile of its own, with everything that went wrong in it. */
export interface Visit {
  readonly page: Page
  /** Faults of scripts, and violations of the content security policy. */
  readonly faults: string[]
  /** The origins that the page has asked anything of. */
  readonly origins: Set<string>
}

/** Opens the delegates' page and waits until a question can be typed. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options })
  context.setDefaultTimeout(10_000)
  // The client's 4 MB take their time on a machine that is busy.
  context.setDefaultNavigationTimeout(30_000)
  const page = await context.newPage()
  const found = watched(page)
  await page.goto(url)
  await box(page).waitFor()
  return found
}

/** Notes what goes wrong in a page from now on. */
export function watched(page: Page): Visit {
  const faults: string[] = []
  const origins = new Set<string>()
  page.on('pageerror', ({ message }) => void faults.push(message))
  page.on('console', (message) => {
    if (/Content Security Policy|violates/i.test(message.text())) faults.push(message.text())
  })
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http')) origins.add(origin)
  })
  return { page, faults, origins }
}

/** The box that questions are typed into, once it takes text. */
export function box(page: Page) {
  return page.locator('#chat form textarea:not([disabled])').first()
}

/** The visible messages of the bot; each text is in the page a second time, for screen readers. */
export function answers(page: Page) {
  return page.locator('.webchat__bubble:not(.webchat__bubble--from-user) .webchat__bubble__content')
}

/** Types a question and waits for the answer with this text. */
export async function ask(page: Page, question: string, answer: string): Promise<void> {
  const before = await answers(page).count()
  await box(page).focus()
  await page.keyboard.type(question)
  await page.keyboard.press('Enter')
  await answers(page).nth(before).getByText(answer).waitFor()
}

/** Keeps a picture of the page for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `data/screenshots/${name}.png` })
}
