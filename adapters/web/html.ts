/**
 * Puts values into a page's `{{placeholders}}`, as text: nothing in a value becomes markup.
 *
 * @throws where the page names a placeholder that has no value
 */
export function fillHtml(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{([\w.]+)\}\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value === undefined) throw new Error(`Web page: {{${name}}} has no value.`)
    return escapeHtml(value)
  })
}

/** Writes data for a script element of the type application/json. */
export function toJsonElement(id: string, data: unknown): string {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c')
  return `<script type="application/json" id="${id}">${json}</script>`
}

/** Writes text so that it is text in HTML, inside quoted attributes too. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
