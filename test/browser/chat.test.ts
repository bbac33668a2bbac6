import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { words } from '../../prompts/words.js'
import { cannedAssistant } from './canned.js'
import { answers, ask, box, launchChromium, picture, visit } from './chromium.js'
import { describeInChromium } from './in-chromium.js'
import { freshDataDir, servePage } from './served-page.js'

const question = 'How much cocaine was seized in 2011?'
const answer = 'In 2011, 9,219 kg of cocaine were seized.'
const ownWords = 'This text is a summary in our own words, not the official wording.'
const official = 'https://undocs.org/en/CTOC/COP/2012/10'
/** The client holds a thumb back for half a second. */
const timeout = 5000
const scrolled = `document.querySelector('.webchat__basic-transcript__scrollable')`

/** The tests share one page, and go on where the one before ended. */
describeInChromium('a delegate', () => {
  let browser: Browser
  let served: Awaited<ReturnType<typeof servePage>>
  let page: Page

  beforeAll(async () => {
    browser = await launchChromium()
    served = await servePage({ assistant: cannedAssistant(), dataDir: await freshDataDir() })
    const permissions = ['clipboard-read', 'clipboard-write']
    ;({ page } = await visit(browser, `${served.url}/web`, { permissions }))
  })
  afterAll(async () => {
    await browser.close()
    await served.stop()
  })

  const passage = (paragraph: number) =>
    page.getByRole('dialog', { name: `CTOC/COP/2012/10, para. ${paragraph}` })
  const place = () => page.evaluate<number>(`${scrolled}.scrollTop`)
  const pressed = () =>
    page.evaluate<string[]>(
      `[...document.querySelectorAll('.webchat__thumb-button')].map((one) => one.ariaPressed)`,
    )

  it('asks by keyboard alone, beginning with the skip link', async () => {
    await picture(page, 'welcome')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.type(question)
    await page.keyboard.press('Enter')
    await answers(page).getByText(answer).waitFor()
    expect(await page.locator('#welcome').isVisible()).toBe(false)
  })

  it('is told with the first answer whose words they are, and with no other', async () => {
    const link = answers(page).getByRole('link', { name: 'Official document' })
    expect(await link.getAttribute('href')).toBe(official)
    await ask(page, 'And then?', answer)
    expect(await answers(page).getByText(ownWords).count()).toBe(1)
  })

  it('opens the passage behind a sentence, and closes it by keyboard', async () => {
    await page.locator('.webchat__render-markdown__citation').first().click()
    await passage(29).getByText(answer).waitFor()
    await passage(29).getByText('a summary in our own words').waitFor()
    expect(await passage(29).getByRole('link').getAttribute('href')).toBe(official)
    await picture(page, 'citation')
    await page.keyboard.press('Escape')
    await passage(29).waitFor({ state: 'hidden' })
  })

  it('taps a next question', async () => {
    await page.locator('.webchat__suggested-actions__button').getByText('And in 2010?').click()
    await page.locator('.webchat__bubble--from-user').getByText('And in 2010?').waitFor()
    await expect.poll(() => answers(page).count()).toBe(3)
  })

  it('unfolds a long list, whose numbers open their paragraphs', async () => {
    await ask(page, 'Which tools exist?', '9 entries')
    const last = page.locator('#chat .place').getByText('9', { exact: true })
    expect(await last.isVisible()).toBe(false)
    await page.locator('.ac-pushButton', { hasText: 'Show all 9' }).first().click()
    await picture(page, 'list')
    expect(await last.getAttribute('aria-label')).toBe('CTOC/COP/2012/10, para. 9')
    await last.focus()
    await page.keyboard.press('Enter')
    await passage(9).getByText('Manual number 9').waitFor()
    await page.keyboard.press('Escape')
    await passage(9).waitFor({ state: 'hidden' })
  })

  it('says what was wrong with an answer', async () => {
    await page.locator('.webchat__thumb-button').last().click()
    const form = page.getByRole('dialog', { name: 'What was wrong with the answer' })
    await form.getByLabel('Your comment').fill('Another *year*.')
    await picture(page, 'feedback')
    await form.getByRole('button', { name: 'Send comment' }).click()
    await answers(page).getByText(words.feedback.thanks).waitFor()
    await answers(page).getByText('Another *year*.', { exact: true }).waitFor()
    await expect.poll(() => served.feedback.entries, { timeout }).toHaveLength(2)
    const places = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((paragraph) => ({ paragraph }))
    const about = { question: 'Which tools exist?', places }
    // The thumb may come before the comment where the machine is slow.
    const [comment, thumb] = served.feedback.entries.toSorted(
      (a, b) => Number(a.comment === undefined) - Number(b.comment === undefined),
    )
    expect(comment).toMatchObject({ ...about, comment: 'Another *year*.' })
    expect(thumb).toMatchObject({ ...about, reaction: 'dislike' })
    expect((await pressed()).slice(-2)).toEqual(['false', 'true'])
  })

  it('finds the place, the thumbs and the comment as they were after a reload', async () => {
    // As a reader does it: a wheel stops the client's own way to the end.
    await page.locator('#chat').hover({ position: { x: 400, y: 200 } })
    await page.mouse.wheel(0, -5000)
    await expect.poll(place, { timeout }).toBe(0)
    await page.mouse.wheel(0, 90)
    await expect.poll(place, { timeout }).toBe(90)
    const before = await pressed()
    await page.reload()
    await answers(page).getByText('Another *year*.', { exact: true }).waitFor()
    await expect.poll(place, { timeout }).toBe(90)
    await expect.poll(pressed).toEqual(before)
    await page.locator('.webchat__thumb-button[aria-pressed=true]').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    expect(served.feedback.entries).toHaveLength(2)
  })

  it('changes a thumb, and one of the two stays pressed', async () => {
    await page.locator('.webchat__thumb-button').nth(-2).click()
    await expect.poll(() => served.feedback.entries.at(-1)?.reaction, { timeout }).toBe('like')
    expect((await pressed()).slice(-2)).toEqual(['true', 'false'])
  })

  it('copies and prints it with the reference in full, and without thanks for a comment', async () => {
    await page.locator('#copy').click()
    await page.getByText('The conversation has been copied, with its references.').waitFor()
    const text = String(await page.evaluate('navigator.clipboard.readText()'))
    expect(text).toContain(`\n\n${ownWords}\n\nOfficial document: ${official}\n\n`)
    expect(text).toContain(`Answer: ${answer} [1]\n[1] CTOC/COP/2012/10, para. 29`)
    expect(text).toMatch(/report of the Secretariat” \(CTOC\/COP\/2012\/10\), paras\. 1, 2.* 29\.$/)
    await page.pdf({ path: 'data/screenshots/paper.pdf' })
    const paper = await page.locator('#paper').textContent()
    expect(paper).toContain(ownWords + `Official document: ${official}`)
    for (const one of [text, paper]) expect(one).not.toMatch(/Thank you|Another \*year\*/)
  })

  it('begins anew once that is confirmed', async () => {
    const sure = page.getByRole('dialog', { name: 'Begin a new conversation?' })
    await page.locator('#restart').click()
    await sure.getByRole('button', { name: 'Cancel' }).click()
    expect(await answers(page).count()).toBeGreaterThan(3)
    await page.locator('#restart').click()
    await sure.getByRole('button', { name: 'New conversation' }).click()
    await page.locator('#welcome').waitFor()
    await expect.poll(() => answers(page).count()).toBe(0)
    await box(page).waitFor()
  })

  it('begins with an example', async () => {
    await page.getByRole('button', { name: question }).click()
    await answers(page).getByText(answer).waitFor()
    await answers(page).getByText(ownWords).waitFor()
  })

  it('is told where a conversation can’t be forgotten now, and keeps it', async () => {
    await forget(page, 503)
    await page.getByText('The conversation could not be deleted just now.').waitFor()
    expect(await answers(page).count()).toBe(1)
  })

  it('has a conversation forgotten, and begins another', async () => {
    const kept = await page.evaluate('sessionStorage.getItem("conversation")')
    const { path, authorization } = await forget(page, 200)
    await page.getByText('The conversation has been deleted from the service.').waitFor()
    const { conversationId } = JSON.parse(String(kept)) as { conversationId: string }
    expect(path).toBe(`/v3/directline/conversations/${conversationId}/forget`)
    expect(authorization).toMatch(/^Bearer ./)
    expect(await answers(page).count()).toBe(0)
    expect(await page.evaluate('sessionStorage.getItem("conversation")')).not.toBe(kept)
    await ask(page, question, answer)
  })
})

/** Presses the button under About and confirms, before a server that answers with a status. */
async function forget(page: Page, status: number) {
  const asked = { path: '', authorization: '' }
  await page.route('**/forget', async (route) => {
    asked.path = new URL(route.request().url()).pathname
    asked.authorization = (await route.request().headerValue('authorization')) ?? ''
    await route.fulfill({ status, json: { forgotten: status === 200 } })
  })
  await page.locator('#about-open').click()
  await page.locator('#forget').click()
  const sure = page.getByRole('dialog', { name: 'Forget this conversation?' })
  await sure.getByRole('button', { name: 'Forget this conversation' }).click()
  await sure.waitFor({ state: 'hidden' })
  await expect.poll(() => asked.path).not.toBe('')
  await page.unroute('**/forget')
  return asked
}
