import { describe, it } from 'vitest'
import { executablePath } from './chromium.js'

const help = 'run apt-get install chromium, or set CHROMIUM_PATH'
const isCi = process.env.CI === 'true'

/** A group of tests that needs Chromium: left out with a hint where there is none, but not in CI. */
export function describeInChromium(title: string, tests: () => void): void {
  if (executablePath !== undefined) {
    describe(title, tests)
  } else if (isCi) {
    it(`${title}: needs Chromium`, () => {
      throw new Error(`Chromium was not found: ${help}.`)
    })
  } else {
    console.warn(`Left out, since Chromium was not found: “${title}”. To have it, ${help}.`)
    describe.skip(title, tests)
  }
}
