import { existsSync, readFileSync } from 'node:fs'

const file = new URL('../../../shared/report/CTOC-COP-2012-10.txt', import.meta.url)

/** Whether the official text lies beside the project; tests against it are left out where it doesn't. */
export const officialReportIsHere = existsSync(file)

const pageFurniture = /^(?:\d+ )?V\.12-\d+(?: \d+)?$|^CTOC\/COP\/2012\/10$|^_{5,}$/

/** The official text of each numbered paragraph, sub-paragraphs included. */
export function readOfficialReport(): Map<number, string> {
  const paragraphs = new Map<number, string>()
  let current = 0
  for (const line of readFileSync(file, 'utf8')
    .split('\n')
    .map((text) => text.trim())) {
    if (line === '' || pageFurniture.test(line)) continue
    const [, number, start] = /^(\d+)\. (.+)$/.exec(line) ?? []
    if (/^[IVX]+\. [A-Z]/.test(line)) current = -current
    else if (Number(number) === Math.abs(current) + 1 && start) {
      current = Number(number)
      paragraphs.set(current, start)
    } else if (current > 0) {
      paragraphs.set(current, `${paragraphs.get(current) ?? ''} ${line}`)
    }
  }
  return paragraphs
}
