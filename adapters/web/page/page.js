import { Chat } from './chat.js'
import { Connection } from './connection.js'
import { focusQuestion, wireControls } from './controls.js'
import { data, element } from './data.js'
import { agreed, askComment, dialogOf } from './dialogs.js'
import { isNotified, notify, notifyRefusal } from './notice.js'
import { Outbox } from './outbox.js'
import { toPaper, toText } from './paper.js'
import { keepPlace, returnToPlace } from './place-kept.js'
import { linkPlaces } from './places.js'
import { Reading } from './reading.js'
import { forgetForGood, getLease } from './session.js'
import { Thumbs } from './thumbs.js'
import { Transcript } from './transcript.js'

/** @typedef {import('./activity.js').Activity} Activity */
/** @typedef {import('./session.js').Lease} Lease */

const transcript = new Transcript()
const thumbs = new Thumbs((answer) => void comment(answer))
let reading = new Reading()
/** A question that was chosen before there was a connection. */
let chosen = ''

const outbox = new Outbox({
  onWaiting: (isWaiting) => {
    chat.setWaiting(isWaiting)
    if (!isWaiting && isNotified('busy', 'tooMany', 'full', 'stopping')) notify()
  },
  onRefused: notifyRefusal,
  onDenied: () => void connection.renew(),
})
const connection = new Connection({ onOpen, onActivity, onLost, onRefused: notifyRefusal })

// Asked for before the client is loaded, to be ready together with it.
const firstLease = getLease(notifyRefusal)
wireExamples()
wireControls({
  restart: () => void restart(),
  copy: () => void copy(),
  print: () => print(),
  forget: () => void forget(),
})
window.addEventListener('beforeprint', () => {
  element('paper').replaceChildren(...toPaper(transcript.messages))
})
window.addEventListener('offline', () => {
  outbox.pause()
  notify('offline')
})
// A stream may be dead by now without knowing it.
window.addEventListener('online', () => void connection.renew())

if (!('WebChat' in window)) {
  await new Promise((resolve) => element('client').addEventListener('load', resolve))
}
const chat = new Chat(element('chat'), (activity) => outbox.post(activity))
linkPlaces()
keepPlace()
markLanguage()
setTimeout(() => {
  if (!connection.isOpen && isNotified('')) notify('connecting')
}, 1500)
await connection.open(firstLease)
await returnToPlace()

/** @param {Lease & { lost: boolean }} lease */
function onOpen(lease) {
  if (lease.lost) startAnew()
  chat.open(lease.token)
  outbox.resume(lease)
  if (lease.lost) notify('renewed')
  else if (isNotified('reconnecting', 'offline', 'connecting')) notify('connected', true)
  else if (isNotified('busy', 'tooMany', 'full', 'stopping')) notify()
  if (chosen !== '') say(chosen)
  chosen = ''
}

function onLost() {
  outbox.pause()
  notify(navigator.onLine ? 'reconnecting' : 'offline')
}

/** @param {Activity} activity */
function onActivity(activity) {
  if (transcript.add(activity)) element('welcome').hidden = true
  thumbs.note(activity)
  const shown = reading.of(activity)
  if (shown !== undefined) chat.show(shown)
}

async function restart() {
  if (transcript.messages.length > 0 && !(await agreed('confirm-restart'))) return
  outbox.clear()
  startAnew()
  notify()
  await connection.restart()
  focusQuestion()
}

async function forget() {
  dialogOf('about').close()
  if (!(await agreed('confirm-forget'))) return
  if (!(await forgetForGood())) {
    notify('notForgotten', true)
    return
  }
  outbox.clear()
  sessionStorage.clear()
  startAnew()
  await connection.restart()
  notify('forgotten', true)
  focusQuestion()
}

function startAnew() {
  transcript.clear()
  thumbs.clear()
  reading = new Reading()
  chat.clear()
  element('welcome').hidden = false
}

/** @param {string} answer */
async function comment(answer) {
  const text = await askComment()
  if (text !== '') chat.submit({ answer, comment: text })
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
        if (connection.isOpen) say(text)
        else chosen = text
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
  const { lang } = document.documentElement
  const mark = () => {
    const bubbles = '.webchat__stacked-layout:not(.webchat__stacked-layout--from-user)'
    for (const bubble of document.querySelectorAll(`${bubbles}:not([lang])`)) {
      bubble.setAttribute('lang', 'en')
    }
    for (const note of document.querySelectorAll('#chat .webchat__render-markdown p:not([lang])')) {
      if (note.textContent.startsWith(data.ownWords)) {
        note.setAttribute('lang', lang)
        note.className = 'own-words'
      }
    }
  }
  new MutationObserver(mark).observe(element('chat'), { childList: true, subtree: true })
}
