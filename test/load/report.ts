/** The spread of times, in milliseconds. */
export function spread(times: readonly number[]) {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(0.9999) }
}

/** Prints what was measured. */
export function report(figures: object): void {
  process.stdout.write(`${JSON.stringify(figures, null, 2)}\n`)
}
