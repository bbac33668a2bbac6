import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/prepare.ts',
    // Two files at a time: much of a test is waiting for processes and pages.
    maxWorkers: 2,
    // A worker imports the packages and opens the knowledge once; each test tidies up after itself.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A busy machine takes seconds for what otherwise takes none.
    expect: { poll: { timeout: 20_000 } },
  },
})
