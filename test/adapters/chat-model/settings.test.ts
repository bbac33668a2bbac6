import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ConfigError, loadConfig, readConfig } from '../../../adapters/config.js'

const model = { MODEL_URL: 'https://model.example/v1/', MODEL_NAME: 'small' }
const key = 'sk-very-secret'

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
  }
  return []
}

function file(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'key-')), 'key')
  writeFileSync(path, content)
  return path
}

describe('the language model’s settings', () => {
  it('need an address and a name, and have a default for the rest', () => {
    expect(readConfig(model).chatModel).toEqual({
      service: 'openai',
      url: 'https://model.example/v1',
      name: 'small',
      key: undefined,
      apiVersion: '2024-10-21',
      evidenceTokens: 12_000,
      firstMs: 2000,
      wholeMs: 12_000,
      retries: 1,
      caps: {
        person: { tokens: 300_000, cost: Infinity },
        day: { tokens: 5_000_000, cost: Infinity },
      },
      prices: { input: 0, output: 0 },
    })
  })

  it('take every variable', () => {
    const { chatModel } = readConfig({
      ...model,
      MODEL_SERVICE: 'azure',
      MODEL_KEY: key,
      MODEL_API_VERSION: '2025-01-01-preview',
      MODEL_EVIDENCE_TOKENS: '8000',
      MODEL_FIRST_MS: '500',
      MODEL_WHOLE_MS: '5000',
      MODEL_RETRIES: '0',
      MODEL_TOKENS_PER_PERSON: '10',
      MODEL_TOKENS_PER_DAY: '20',
      MODEL_PRICE_INPUT: '0.15',
      MODEL_PRICE_OUTPUT: '0.6',
      MODEL_COST_PER_PERSON: '0.5',
      MODEL_COST_PER_DAY: '25',
    })
    expect(chatModel).toMatchObject({
      service: 'azure',
      key,
      apiVersion: '2025-01-01-preview',
      evidenceTokens: 8000,
      firstMs: 500,
      wholeMs: 5000,
      retries: 0,
      caps: { person: { tokens: 10, cost: 0.5 }, day: { tokens: 20, cost: 25 } },
      prices: { input: 0.15, output: 0.6 },
    })
  })

  it('read the key from a file, without what surrounds it', () => {
    const env = { ...model, MODEL_KEY_FILE: file(`\n ${key}\n`) }
    expect(readConfig(env).chatModel?.key).toBe(key)
  })

  it.each([
    { what: 'is missing', path: join(tmpdir(), 'no-such-key'), fault: 'ENOENT' },
    { what: 'is a folder', path: tmpdir(), fault: 'EISDIR' },
    { what: 'is empty', path: file('\n'), fault: 'nothing but the key' },
    { what: 'holds more than a key', path: file(`KEY=${key}\nx=1`), fault: 'nothing but the key' },
  ])('name the key’s file where it $what', ({ path, fault }) => {
    const [found = '', ...others] = faultsOf({ ...model, MODEL_KEY_FILE: path })
    expect(others).toEqual([])
    expect(found).toContain(`MODEL_KEY_FILE is “${path}”`)
    expect(found).toContain(fault)
    expect(found).not.toContain(key)
  })

  it.each([
    ['an address without a name', { MODEL_URL: model.MODEL_URL }, 'go together'],
    ['a name without an address', { MODEL_NAME: 'small' }, 'go together'],
    ['two keys', { ...model, MODEL_KEY: key, MODEL_KEY_FILE: file(key) }, 'both set'],
    ['Azure without a key', { ...model, MODEL_SERVICE: 'azure' }, 'MODEL_KEY is not set'],
    [
      'a key in the clear',
      { ...model, MODEL_URL: 'http://model.example', MODEL_KEY: key },
      'in the clear',
    ],
    [
      'a key from a file in the clear',
      { ...model, MODEL_URL: 'http://127.0.0.1.example.org', MODEL_KEY_FILE: file(key) },
      'in the clear',
    ],
    [
      'first words after the last ones',
      { ...model, MODEL_FIRST_MS: '12001' },
      'must not be more than MODEL_WHOLE_MS',
    ],
    ['one price', { ...model, MODEL_PRICE_INPUT: '1' }, 'PRICE_INPUT and MODEL_PRICE_OUTPUT go'],
    ['a cost without prices', { ...model, MODEL_COST_PER_DAY: '1' }, 'MODEL_COST_PER_DAY is set'],
  ])('refuse %s', (_, env, fault) => {
    expect(faultsOf(env)).toEqual([expect.stringContaining(fault)])
  })

  it.each(['http://127.0.0.1:8000/v1', 'http://localhost:11434', 'http://[::1]:1'])(
    'send a key to %s, which is this machine',
    (url) => {
      expect(readConfig({ ...model, MODEL_URL: url, MODEL_KEY: key }).chatModel?.url).toBe(url)
    },
  )

  it('ask another machine by http where there is no key', () => {
    const env = { ...model, MODEL_URL: 'http://vllm.example:8000/v1' }
    expect(readConfig(env).chatModel?.url).toBe(env.MODEL_URL)
  })

  it.each([
    ['MODEL_URL', 'model.example'],
    ['MODEL_URL', 'ftp://model.example'],
    ['MODEL_URL', 'https://user:pass-word@model.example'],
    ['MODEL_URL', 'https://model.example/v1?key=pass-word'],
    ['MODEL_URL', 'https://model.example/#'],
    ['MODEL_NAME', 'a b'],
    ['MODEL_SERVICE', 'anthropic'],
    ['MODEL_KEY', 'two pass-word'],
    ['MODEL_KEY', 'pass-wörd'],
    ['MODEL_API_VERSION', '../x'],
    ['MODEL_EVIDENCE_TOKENS', '100'],
    ['MODEL_FIRST_MS', '0'],
    ['MODEL_WHOLE_MS', '1e4'],
    ['MODEL_RETRIES', '2'],
    ['MODEL_TOKENS_PER_PERSON', '0'],
    ['MODEL_TOKENS_PER_DAY', '1.5'],
    ['MODEL_PRICE_INPUT', '-1'],
    ['MODEL_PRICE_OUTPUT', '0,15'],
    ['MODEL_COST_PER_PERSON', '$5'],
    ['MODEL_COST_PER_DAY', 'Infinity'],
  ])('refuse %s=%s, say what it accepts and show no secret', (name, value) => {
    const prices = { MODEL_PRICE_INPUT: '1', MODEL_PRICE_OUTPUT: '2' }
    const [fault = '', ...others] = faultsOf({ ...model, ...prices, [name]: value })
    expect(others).toEqual([])
    expect(fault).toContain(name)
    expect(fault).toContain('must be')
    expect(fault).not.toContain('pass-w')
  })

  it('hide from the model’s clients the variables that these would read by themselves', () => {
    onTestFinished(() => void vi.unstubAllEnvs())
    for (const name of ['LANGSMITH_TRACING', 'LANGCHAIN_VERBOSE', 'OPENAI_BASE_URL']) {
      vi.stubEnv(name, 'true')
    }
    vi.stubEnv('OLLAMA_API_KEY', key)
    vi.stubEnv('AZURE_OPENAI_BASE_PATH', 'https://elsewhere.example')
    const none = join(tmpdir(), 'no-such-folder', '.env')
    loadConfig(none)
    expect(process.env.LANGSMITH_TRACING).toBe('true')
    for (const [name, value] of Object.entries(model)) vi.stubEnv(name, value)
    loadConfig(none)
    const left = Object.keys(process.env).filter((name) => /LANG(?:SM|CH)|OPENAI|OLLAMA/.test(name))
    expect(left).toEqual([])
  })
})
