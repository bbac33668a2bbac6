import { data, element } from './data.js'
import { dialogOf } from './dialogs.js'

/**
 * What the buttons of the header do.
 *
 * @typedef {{
 *   restart: () => void, copy: () => void, print: () => void, forget: () => void
 * }} Doings
 */

/**
 * Gives the header's buttons their work.
 *
 * @param {Doings} doings
 */
export function wireControls({ restart, copy, print, forget }) {
  onClick('restart', restart)
  onClick('copy', copy)
  onClick('print', print)
  onClick('theme', switchTheme)
  onClick('about-open', () => dialogOf('about').showModal())
  onClick('forget', forget)
  wireMenu()
  offerLanguages()
  onClick('skip', focusQuestion)
}

/** Puts the cursor into the question box. */
export function focusQuestion() {
  const box = document.querySelector('#chat form textarea, #chat form input')
  if (box instanceof HTMLElement) box.focus()
}

/**
 * @param {string} id
 * @param {(event: Event) => void} work
 */
function onClick(id, work) {
  element(id).addEventListener('click', (event) => {
    event.preventDefault()
    closeMenu()
    work(event)
  })
}

function switchTheme() {
  const root = document.documentElement
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches
  const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : prefersDark
  root.dataset.theme = isDark ? 'light' : 'dark'
  try {
    localStorage.setItem('theme', root.dataset.theme)
  } catch (error) {
    console.info('The choice of colours is not kept in this browser.', error)
  }
}

function wireMenu() {
  const menu = element('menu')
  menu.addEventListener('click', () => {
    const open = menu.getAttribute('aria-expanded') !== 'true'
    menu.setAttribute('aria-expanded', String(open))
  })
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || menu.getAttribute('aria-expanded') !== 'true') return
    closeMenu()
    menu.focus()
  })
}

function closeMenu() {
  element('menu').setAttribute('aria-expanded', 'false')
}

/** The page comes in each language from the server; the conversation outlives the change. */
function offerLanguages() {
  const select = element('language')
  if (!(select instanceof HTMLSelectElement)) return
  for (const { language, name } of data.languages) {
    const option = new Option(name, language, false, language === document.documentElement.lang)
    option.lang = language
    select.add(option)
  }
  select.addEventListener('change', () => {
    const url = new URL(location.href)
    url.searchParams.set('lang', select.value)
    location.assign(url)
  })
}
