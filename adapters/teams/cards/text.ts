/** The head of a card. */
export function heading(text: string) {
  return { type: 'TextBlock', text, wrap: true, weight: 'Bolder', size: 'Medium' }
}

/** A paragraph of a card. */
export function paragraph(text: string) {
  return { type: 'TextBlock', text, wrap: true }
}

/** A note that stands back: a source, a count. */
export function subtle(text: string) {
  return { type: 'TextBlock', text, wrap: true, isSubtle: true, size: 'Small', spacing: 'Small' }
}
