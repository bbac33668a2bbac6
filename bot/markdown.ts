/**
 * Turns plain text into Markdown that reads the same: nothing in it can become a link, an image,
 * a heading, emphasis or HTML. An underscore inside a word stays, so that addresses survive.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*[\]~|]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/</g, '&lt;')
    .replace(/^([^\S\n\r\u2028\u2029]*)([#>])/gm, '$1\\$2')
}
