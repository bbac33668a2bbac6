import { element } from './data.js'

const key = 'place'
/** Frames for which nothing may grow any more before the conversation counts as drawn. */
const quiet = 10
/** Frames after which it is taken as drawn in any case: five seconds. */
const most = 300

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

/** Goes back to where the reader was before the page was loaded again, once all is drawn. */
export async function returnToPlace() {
  const top = recall()
  if (top === undefined) return
  let height = 0
  for (let still = 0, frame = 0; still < quiet && frame < most; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const { scrollHeight: now = 0, clientHeight = 0 } = scrolled() ?? {}
    still = now === height && now >= top + clientHeight ? still + 1 : 0
    height = now
  }
  scrolled()?.scrollTo({ top })
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
