import { element } from './data.js'

const key = 'place'
/** Frames for which the place has to hold, since a long conversation is drawn in steps: two seconds. */
const quiet = 120
/** Frames after which the reader is left where they are in any case: ten seconds. */
const most = 600

/** Notes where the reader is when the page goes away. */
export function keepPlace() {
  window.addEventListener('pagehide', () => {
    const list = scrolled()
    if (list === null) return
    const isAtEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 2
    try {
      if (isAtEnd) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, String(list.scrollTop))
    } catch (error) {
      console.info('The place in the conversation is not kept in this browser.', error)
    }
  })
}

/**
 * Goes back to where the reader was before the page was loaded again. The chat client draws in
 * several steps and goes to the end after each: the place counts once it has held for some frames.
 */
export async function returnToPlace() {
  const top = recall()
  if (top === undefined) return
  const reader = new AbortController()
  const { signal } = reader
  for (const input of ['wheel', 'touchstart', 'keydown', 'pointerdown']) {
    window.addEventListener(input, () => reader.abort(), { signal, passive: true })
  }
  for (let still = 0, frame = 0; !signal.aborted && still < quiet && frame < most; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const list = scrolled()
    still = list?.scrollTop === top ? still + 1 : 0
    if (still > 0 || list === null) continue
    // The client's own way to the end, step by step, stops only where a reader turns the wheel.
    list.dispatchEvent(new WheelEvent('wheel'))
    list.scrollTop = top
  }
  reader.abort()
}

function scrolled() {
  return element('chat').querySelector('.webchat__basic-transcript__scrollable')
}

function recall() {
  try {
    const kept = sessionStorage.getItem(key)
    sessionStorage.removeItem(key)
    return kept === null ? undefined : Number(kept)
  } catch (error) {
    console.info('The place in the conversation is not kept in this browser.', error)
    return undefined
  }
}
