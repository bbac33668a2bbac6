import { element } from './data.js'

/**
 * Opens one of the page's dialogs.
 *
 * @param {string} id
 * @returns {Promise<boolean>} whether it was closed by the button that agrees
 */
export function agreed(id) {
  const dialog = dialogOf(id)
  dialog.returnValue = ''
  dialog.showModal()
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true })
  })
}

/**
 * Asks what was wrong with an answer.
 *
 * @returns {Promise<string>} empty where nothing is to be sent
 */
export async function askComment() {
  const box = element('comment-text')
  if (!(box instanceof HTMLTextAreaElement)) throw new Error('“comment-text” takes no text.')
  const isToBeSent = await agreed('comment')
  const comment = box.value.trim()
  if (isToBeSent) box.value = ''
  return isToBeSent ? comment : ''
}

/** @param {string} id */
export function dialogOf(id) {
  const dialog = element(id)
  if (!(dialog instanceof HTMLDialogElement)) throw new Error(`“${id}” is no dialog.`)
  return dialog
}
