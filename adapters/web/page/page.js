import { Chat } from './chat.js'
import { focusQuestion, wireControls } from './controls.js'
import { data, element, fill } from './data.js'
import { toPaper, toText } from './paper.js'
import { forget, getLease, serverIsBack } from './session.js'
import { watchSockets } from './sockets.js'
import { Transcript } from './transcript.js'

const online = 2
const expired = 3

const transcript = new Transcript()
/** A question that was chosen before there was a connection. */
let waiting = ''
let isOnline = false
let connecting = false

watchSockets(() => void lost())
// Asked for before the client is loaded, to be ready together with it.
const firstLease = getLease(beBusy)
wireExamples()
wireControls({ restart: () => void restart(), copy: () => void copy(), print: () => print() })
window.addEventListener('beforeprint', () => {
  element('paper').replaceChildren(...toPaper(transcript.messages))
})
window.addEventListener('offline', () => notify('offline'))
window.addEventListener('online', () => {
  if (isOnline && isNotified('offline')) notify('connected', true)
})

if (!('WebChat' in window)) {
  await new Promise((resolve) => element('client').addEventListener('load', resolve))
}
const chat = new Chat(element('chat'), { onActivity, onStatus })
markLanguage()
setTimeout(() => {
  if (!isOnline && isNotified('')) notify('connecting')
}, 1500)
await connect(firstLease)

/** @param {ReturnType<typeof getLease>} lease */
async function connect(lease) {
  connecting = true
  const { token, lost: isLost } = await lease
  if (isLost) startAnew()
  chat.connect(token)
  connecting = false
  if (isLost) notify('renewed')
}

/** @param {number} status */
function onStatus(status) {
  isOnline = status === online
  if (isOnline) {
    if (isNotified('reconnecting', 'offline', 'connecting')) notify('connected', true)
    if (isNotified('busy')) notify()
    if (waiting !== '') say(waiting)
    waiting = ''
  } else if (status >= expired) void lost()
}

/** The stream ended, or the client gave up: go on as soon as the server is there. */
async function lost() {
  if (connecting) return
  connecting = true
  isOnline = false
  notify('reconnecting')
  await serverIsBack()
  await connect(getLease(beBusy))
}

async function restart() {
  if (connecting) return
  forget()
  startAnew()
  notify()
  await connect(getLease(beBusy))
  focusQuestion()
}

function startAnew() {
  transcript.clear()
  chat.clear()
  element('welcome').hidden = false
}

/** @param {unknown} activity */
function onActivity(activity) {
  const isMessage = transcript.add(/** @type {import('./transcript.js').Activity} */ (activity))
  if (isMessage) element('welcome').hidden = true
}

/** @param {string} text */
function say(text) {
  chat.say(text)
  focusQuestion()
}

function wireExamples() {
  for (const list of document.querySelectorAll('[data-examples]')) {
    const group = list.getAttribute('data-examples') ?? ''
    const items = (data.examples[group] ?? []).map((text) => {
      const button = document.createElement('button')
      button.type = 'button'
      button.lang = 'en'
      button.dir = 'ltr'
      button.textContent = text
      button.addEventListener('click', () => {
        if (isOnline) say(text)
        else waiting = text
      })
      const item = document.createElement('li')
      item.append(button)
      return item
    })
    list.replaceChildren(...items)
  }
}

async function copy() {
  if (transcript.messages.length === 0) {
    notify('empty', true)
    return
  }
  try {
    await navigator.clipboard.writeText(toText(transcript.messages))
    notify('copied', true)
  } catch (error) {
    console.info('Copying is not allowed.', error)
    notify('notCopied', true)
  }
}

/** Answers are in English, whatever the page's language: a screen reader has to know. */
function markLanguage() {
  const mark = () => {
    const bubbles = '.webchat__stacked-layout:not(.webchat__stacked-layout--from-user)'
    for (const bubble of document.querySelectorAll(`${bubbles}:not([lang])`)) {
      bubble.setAttribute('lang', 'en')
    }
  }
  new MutationObserver(mark).observe(element('chat'), { childList: true, subtree: true })
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let fading

/**
 * Says how things stand; without a name, nothing.
 *
 * @param {string} [name]
 * @param {boolean} [brief] whether it goes away by itself
 * @param {Record<string, number>} [values]
 */
function notify(name = '', brief = false, values = {}) {
  clearTimeout(fading)
  const notice = element('notice')
  notice.dataset.name = name
  notice.textContent = name === '' ? '' : fill(data.status[name], values)
  if (brief) fading = setTimeout(() => notify(), 6000)
}

/** @param {number} seconds */
function beBusy(seconds) {
  notify('busy', false, { seconds })
}

/** @param {string[]} names */
function isNotified(...names) {
  return names.includes(element('notice').dataset.name ?? '')
}
