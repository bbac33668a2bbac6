import { element } from './data.js'

/**
 * Makes the paragraph numbers in tables open their passage, as the references below the text do:
 * such as `29` or `25 (a), 31`.
 */
export function linkPlaces() {
  const link = () => {
    const cells = '#chat .webchat__bubble__content .ac-textBlock:not([data-places])'
    for (const cell of document.querySelectorAll(cells)) linkIn(cell)
  }
  new MutationObserver(link).observe(element('chat'), { childList: true, subtree: true })
}

/** @param {Element} cell */
function linkIn(cell) {
  const places = cell.textContent.trim().split(', ')
  if (!places.every((place) => /^\d+(?: \([a-z]\))?$/.test(place))) return
  const references = places.map((place) => referenceTo(place, cell))
  if (references.includes(undefined)) return
  cell.setAttribute('data-places', '')
  const buttons = places.map((place, at) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'place'
    button.textContent = place
    button.setAttribute('aria-label', references[at]?.label ?? place)
    button.setAttribute('aria-haspopup', 'dialog')
    // Drawn anew meanwhile, the reference is another element.
    button.addEventListener('click', () => referenceTo(place, cell)?.open())
    return button
  })
  const inner = cell.querySelector('p') ?? cell
  inner.replaceChildren(...buttons.flatMap((button, at) => (at === 0 ? [button] : [', ', button])))
}

/**
 * The reference below the text of the cell's own message that names a place.
 *
 * @param {string} place
 * @param {Element} cell
 */
function referenceTo(place, cell) {
  const message = cell.closest('.webchat__stacked-layout')
  for (const item of message?.querySelectorAll('.webchat__link-definitions__list-item-box') ?? []) {
    const text = item.querySelector('.webchat__link-definitions__list-item-main-text') ?? item
    const label = text.textContent.trim()
    if (label.endsWith(` ${place}`) && item instanceof HTMLElement) {
      return { label, open: () => item.click() }
    }
  }
  return undefined
}
