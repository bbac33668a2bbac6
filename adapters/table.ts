/** Which columns after the first are written to the right: numbers are, texts aren't. */
export type Alignment = 'left' | 'right'

/** Writes rows under a head in aligned columns; the first is always to the left. */
export function toTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  alignment: Alignment = 'right',
): string {
  const all = [head, ...rows]
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const cell = (text: string, column: number) =>
    column === 0 || alignment === 'left'
      ? text.padEnd(widths[column] ?? 0)
      : text.padStart(widths[column] ?? 0)
  return all.map((row) => row.map(cell).join('  ').trimEnd()).join('\n')
}

/** Writes a share or a difference of shares with three decimals, and a dash where there is none. */
export function toShare(value: number | undefined): string {
  return value?.toFixed(3) ?? '-'
}
