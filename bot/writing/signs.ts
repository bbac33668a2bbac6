/** Takes from a text what would close or open a part of a prompt. */
export function escapeTags(text: string): string {
  return text.replace(/</g, '‹').replace(/>/g, '›')
}

/** The signs of a text that could still mark something up. */
export function markupIn(text: string): string[] {
  return text.match(/[<>‹›{}|\\`~]/g) ?? []
}

/** What of a text a reader's programme may turn into a link by itself. */
export function addressesIn(text: string): string[] {
  const words = text
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\d]{1,9}|[^\p{L}\d/]{1,9}$/gu, ''))
  return words.filter((word) => /[a-z]:./i.test(word) || /[\p{L}\d]\.\p{L}{2}/u.test(word))
}
