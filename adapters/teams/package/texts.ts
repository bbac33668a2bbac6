/**
 * Copies a document and changes its texts.
 *
 * @param change gets each text with its place, such as `bots[0].commandLists[0].commands[0].title`
 */
export function mapTexts(
  value: unknown,
  change: (text: string, place: string) => string,
  place = '',
): unknown {
  if (typeof value === 'string') return change(value, place)
  if (Array.isArray(value)) {
    return value.map((item, index) => mapTexts(item, change, `${place}[${index}]`))
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(
    ([name, item]) =>
      [name, mapTexts(item, change, place === '' ? name : `${place}.${name}`)] as const,
  )
  return Object.fromEntries(entries)
}
