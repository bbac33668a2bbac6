import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { validate } from 'dockerfile-utils'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../../../adapters/config.js'
import { secrets, variables } from '../../../adapters/variables.js'
import { opened } from '../../fakes/connector.js'

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const manifest = z.object({ scripts: z.object({ start: z.string() }) })
const [start = '', ...others] = manifest
  .parse(JSON.parse(read('package.json')))
  .scripts.start.replace(/^exec /, '')
  .split(' || ')

describe('npm start', () => {
  it('runs the same where the shell has no exec', () => {
    expect(others).toEqual([start])
  })
})

describe('the Dockerfile', () => {
  const dockerfile = read('Dockerfile')
  const instructions = dockerfile
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => /^(\w+) (.*)$/.exec(line)?.slice(1) ?? [])
  const ofImage = instructions.slice(instructions.findLastIndex(([name]) => name === 'FROM'))
  const last = (wanted: string) => ofImage.findLast(([name]) => name === wanted)?.[1] ?? ''
  const list = (text: string) => z.array(z.string()).parse(JSON.parse(text))
  const environment = Object.fromEntries(
    last('ENV')
      .split(' ')
      .map((pair) => pair.split('=')),
  ) as Record<string, string>

  it('has nothing that the linter minds', () => {
    expect(validate(dockerfile)).toEqual([])
    expect(validate('FROM node\nUSR node\n')).not.toEqual([])
  })

  it('is of Node 20 alone', () => {
    const bases = instructions.filter(([name]) => name === 'FROM').map(([, base]) => base)
    expect(bases).toEqual(['node:20-slim AS build', 'node:20-slim'])
  })

  it('runs what npm start runs, without a shell that would keep the signals', () => {
    expect(list(last('CMD'))).toEqual(start.split(' '))
    expect(last('STOPSIGNAL')).toBe('SIGTERM')
  })

  it('runs as a user who is not root, and gives it the data folder alone', () => {
    expect(last('USER')).toBe('node')
    expect(dockerfile).not.toMatch(/chown|chmod|--chown=/)
    expect(last('VOLUME')).toBe(environment.DATA_DIR)
    expect(last('RUN')).toBe(`install -d -o node -g node -m 700 ${environment.DATA_DIR ?? ''}`)
  })

  it('sets only variables that are read, and no secret', () => {
    const { NODE_ENV, TSX_DISABLE_CACHE, ...own } = environment
    expect([NODE_ENV, TSX_DISABLE_CACHE]).toEqual(['production', '1'])
    expect(Object.keys(variables.shape)).toEqual(expect.arrayContaining(Object.keys(own)))
    expect([...secrets].filter((name) => dockerfile.includes(name))).toEqual([])
    expect(() => readConfig(own)).toThrow('set PUBLIC_ORIGIN')
    expect(readConfig({ ...own, PUBLIC_ORIGIN: 'https://a.example' }).host).toBe('0.0.0.0')
  })

  it('takes in by name what the bot runs on, so that no .env and no data slip in', () => {
    const [all, ...rules] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    expect(all).toBe('*')
    expect(rules.filter((rule) => rule.startsWith('!'))).toEqual(
      ['package.json', 'package-lock.json', 'tsconfig.json', 'adapters', 'bot', 'knowledge']
        .concat('prompts')
        .map((name) => `!${name}`),
    )
  })

  it.each([
    { health: 'healthy', answer: '200', status: 200, code: 0 },
    { health: 'unhealthy', answer: '500', status: 500, code: 1 },
    { health: 'unhealthy', answer: 'nothing', code: 1 },
  ])('calls a bot that answers $answer $health', async ({ status, code }) => {
    const [, form = ''] = /CMD (\[.*\])$/.exec(last('HEALTHCHECK')) ?? []
    const [node = '', ...rest] = list(form)
    const server = createServer((req, res) => {
      res.statusCode = req.url === '/healthz' ? (status ?? 0) : 404
      res.end()
    })
    const { port: PORT } = new URL(await opened(server))
    if (status === undefined) server.close()
    const run = promisify(execFile)(node, rest, { env: { ...process.env, PORT } })
    const ended: unknown = await run.then(
      () => 0,
      (error: unknown) => z.object({ code: z.number() }).parse(error).code,
    )
    server.close()
    expect(ended).toBe(code)
  })
})

describe('the systemd unit', () => {
  const unit = read('adapters/deploy/ctoc-assistant.service')
  const values = (name: string) =>
    [...unit.matchAll(new RegExp(`^${name}=(.*)$`, 'gm'))].map(([, value]) => value)

  it('runs what npm start runs', () => {
    expect(values('ExecStart')).toEqual([`/usr/bin/${start}`])
  })

  it('waits longer for the bot’s end than the bot for its turns', () => {
    expect(values('KillSignal')).toEqual(['SIGTERM'])
    expect(Number(values('TimeoutStopSec')[0])).toBeGreaterThan(10)
  })

  it('sets only variables that are read, and no secret', () => {
    const names = values('Environment').map((pair) => pair?.split('=')[0] ?? '')
    expect(['NODE_ENV', ...Object.keys(variables.shape)]).toEqual(expect.arrayContaining(names))
    expect([...secrets].filter((name) => unit.includes(name))).toEqual([])
  })

  const isHere = spawnSync('systemd-analyze', ['--version']).error === undefined
  const need = isHere ? '' : ' (left out: needs systemd-analyze, apt-get install systemd)'
  it.skipIf(!isHere)(`has nothing that systemd minds${need}`, () => {
    const verify = (text: string) => {
      const file = join(mkdtempSync(join(tmpdir(), 'unit-')), 'ctoc-assistant.service')
      writeFileSync(file, text.replace('/usr/bin/node', process.execPath))
      return spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' }).stderr
    }
    expect(verify(unit)).toBe('')
    expect(verify(unit.replace('ProtectHome=', 'ProtectHouse='))).toContain('ProtectHouse')
  })
})
