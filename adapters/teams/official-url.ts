/** Where the official text of a document is, in English. */
export function officialUrl(document: string): string {
  return `https://undocs.org/en/${document}`
}
