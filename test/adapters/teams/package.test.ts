import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { AppManifestUtils } from '@microsoft/app-manifest'
import { strFromU8, unzipSync } from 'fflate'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../../../adapters/teams/package/app.js'
import { readAppWords, searchWords } from '../../../adapters/teams/package/app-words.js'
import { exampleQuestions } from '../../../adapters/web/page-words.js'
import { readMessage } from '../../../bot/message.js'
import { readLanguages } from '../../../prompts/languages.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
const id = '00000000-0000-0000-0000-00000000000a'
const registered = { MICROSOFT_APP_ID: id, MICROSOFT_APP_PASSWORD: 'secret' }
const configured = {
  ...registered,
  PUBLIC_ORIGIN: 'https://chat.example.org:8443',
  TEAMS_DEVELOPER: 'Example secretariat',
  TEAMS_PRIVACY_URL: 'https://example.org/privacy',
  TEAMS_TERMS_URL: 'https://example.org/terms',
}

const folder = () => mkdtempSync(join(tmpdir(), 'teams-'))

/** Runs the command away from the project, whose .env might say more than the test. */
function run(env: Record<string, string>, args: readonly string[] = []) {
  const cwd = folder()
  const program = ['--import', loader, join(root, 'adapters/cli/teams-package.ts'), ...args]
  const options = { cwd, env: { PATH: process.env.PATH, DATA_DIR: join(cwd, 'data'), ...env } }
  return new Promise<{ code: unknown; out: string; err: string; cwd: string }>((resolve) => {
    execFile(process.execPath, program, options, (error, out, err) =>
      resolve({ code: error?.code ?? 0, out, err, cwd }),
    )
  })
}

let ended: Awaited<ReturnType<typeof run>>
let again: typeof ended
let bytes: Buffer
let files: Record<string, Uint8Array>
let manifest: Manifest

const fileOf = (name: string) => files[name] ?? new Uint8Array()
const textsOf = (name: string) =>
  JSON.parse(strFromU8(fileOf(name))) as Readonly<Record<string, string>>

beforeAll(async () => {
  const elsewhere = { ...configured, TZ: 'Pacific/Auckland' }
  ;[ended, again] = await Promise.all([run(configured), run(elsewhere, ['mine/app.zip'])])
  bytes = readFileSync(join(ended.cwd, 'data', 'teams-app.zip'))
  files = unzipSync(bytes)
  manifest = JSON.parse(strFromU8(fileOf('manifest.json'))) as Manifest
})

describe('npm run teams:package', () => {
  it('writes the package and says what to do next', () => {
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out.trim().split('\n')).toEqual([
      `${join(ended.cwd, 'data', 'teams-app.zip')} is the Teams app, version ${manifest.version}.`,
      expect.stringContaining('Upload a custom app'),
      expect.stringContaining('Teams admin centre'),
    ])
    expect(readdirSync(join(ended.cwd, 'data'))).toEqual(['teams-app.zip'])
  })

  it('packs the manifest, six languages and two icons, and nothing else', () => {
    const languages = ['ar.json', 'en.json', 'es.json', 'fr.json', 'ru.json', 'zh.json']
    expect(Object.keys(files).sort()).toEqual(
      [...languages, 'color.png', 'outline.png', 'manifest.json'].sort(),
    )
  })

  it('gives the same bytes in any time zone, to any file', () => {
    const { cwd, code, out } = again
    expect(code).toBe(0)
    expect(out).toMatch(/^mine\/app\.zip is/)
    expect(readFileSync(join(cwd, 'mine', 'app.zip'))).toEqual(bytes)
  })

  it('names everything that is missing at once, and writes nothing', async () => {
    const { code, out, err, cwd } = await run({})
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err.match(/[A-Z]+(?:_[A-Z]+)+(?= is not set\. Set it to)/g)).toEqual([
      'MICROSOFT_APP_ID',
      'PUBLIC_ORIGIN',
      'TEAMS_DEVELOPER',
      'TEAMS_PRIVACY_URL',
      'TEAMS_TERMS_URL',
    ])
    expect(readdirSync(cwd)).toEqual([])
  })

  it('refuses an origin without encryption beside what is missing', async () => {
    const { code, err, cwd } = await run({ ...registered, PUBLIC_ORIGIN: 'http://a.example' })
    expect(code).toBe(1)
    expect(err).toContain('PUBLIC_ORIGIN is “http://a.example”, but Teams takes https only.')
    expect(err).toContain('TEAMS_TERMS_URL is not set.')
    expect(readdirSync(cwd)).toEqual([])
  })

  it('refuses a host that Teams can’t take', async () => {
    const { code, err, cwd } = await run({ ...configured, PUBLIC_ORIGIN: 'https://127.0.0.1' })
    expect(code).toBe(1)
    expect(err).toContain('nothing was written')
    expect(err).toContain('manifest.json: validDomains has “127.0.0.1”')
    expect(readdirSync(cwd)).toEqual([])
  })

  it('explains itself, and takes no second file', async () => {
    const [help, two] = await Promise.all([
      run({}, ['--help']),
      run(configured, ['a.zip', 'b.zip']),
    ])
    expect(help).toMatchObject({ code: 0, err: '' })
    const { code, err } = two
    expect(code).toBe(2)
    expect(err).toContain('Teams package: name one file.\n\nUsage: npm run teams:package')
  })
})

describe('the manifest', () => {
  it('has no fault and no warning for Microsoft’s validator', async () => {
    expect(manifest.manifestVersion).toBe('1.29')
    expect(manifest.$schema).toMatch(/\/v1\.29\/MicrosoftTeams\.schema\.json$/)
    expect(await AppManifestUtils.validateAgainstSchema(manifest)).toEqual([])
  })

  it('says what the configuration says', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
    expect(manifest).toMatchObject({
      id,
      version,
      developer: {
        name: 'Example secretariat',
        websiteUrl: 'https://chat.example.org:8443',
        privacyUrl: 'https://example.org/privacy',
        termsOfUseUrl: 'https://example.org/terms',
      },
      validDomains: ['chat.example.org'],
    })
  })

  it('has one bot, for people, teams, group chats and Copilot, which asks for no permission', () => {
    expect(manifest.bots).toHaveLength(1)
    expect(manifest.bots?.[0]).toMatchObject({
      botId: id,
      scopes: ['personal', 'team', 'groupChat', 'copilot'],
      supportsFiles: false,
      isNotificationOnly: false,
    })
    expect(manifest.copilotAgents?.customEngineAgents).toMatchObject([{ id, type: 'bot' }])
    expect(manifest).not.toHaveProperty('permissions')
  })

  it('begins with the questions of the web page, one of each group first', () => {
    const [list] = manifest.bots?.[0]?.commandLists ?? []
    const prompts = list?.commands.flatMap(({ prompt }) => prompt ?? []) ?? []
    const starters = list?.commands.filter(({ type }) => type === 'prompt') ?? []
    expect(list?.commands.slice(0, starters.length)).toEqual(starters)
    expect(prompts.toSorted()).toEqual(Object.values(exampleQuestions).flat().sort())
    const first = Object.values(exampleQuestions).map(([question]) => question)
    expect(prompts.slice(0, 3)).toEqual(first)
  })

  it('has the commands that the bot knows, as they are written', () => {
    const [list] = manifest.bots?.[0]?.commandLists ?? []
    const basic = list?.commands.filter(({ type }) => type === 'basic') ?? []
    const titles = basic.map(({ title }) => title)
    expect(titles).toEqual(['help', 'sources', 'cite'])
    expect(titles.map((text) => readMessage({ text }, 2000).kind)).toEqual(titles)
    expect(list?.commands.length).toBeLessThanOrEqual(12)
  })

  it('says that shared and private channels are supported, where the schemas have it', () => {
    expect(manifest).toMatchObject({ supportsChannelFeatures: 'tier1' })
  })

  it('describes the app in words that people search for', () => {
    const { short, full } = manifest.description
    for (const text of [short, full]) expect(text).toContain('Microsoft Teams')
    expect(full).toContain('help')
    const shown = (manifest.composeExtensions?.[0]?.commands ?? []).map((one) => one.description)
    expect([short, full, ...shown].join()).not.toContain('CTOC/')
  })

  it('has the three searches of the bot, explained for Copilot', () => {
    const [search] = manifest.composeExtensions ?? []
    expect(search).toMatchObject({ botId: id, composeExtensionType: 'botBased' })
    expect(search?.commands?.map((one) => [one.id, one.title])).toEqual([
      ['findPassage', 'Find a passage'],
      ['findManual', 'Find a manual'],
      ['findFact', 'Find a fact'],
    ])
    for (const command of search?.commands ?? []) {
      expect(command).toMatchObject({
        type: 'query',
        context: ['compose', 'commandBox'],
        initialRun: true,
        parameters: [{ name: 'query', inputType: 'text' }],
      })
      expect(command.semanticDescription).toContain('CTOC/COP/2012/10')
      expect(command.samplePrompts).toHaveLength(3)
    }
  })
})

/** Red, green, blue and opacity of each. */
const pixelsOf = (data: Buffer) =>
  Array.from({ length: data.length / 4 }, (_, at) => [...data.subarray(at * 4, at * 4 + 4)])

describe('the icons', () => {
  it('are 192 pixels in colour, with the symbol in the middle 120', async () => {
    const { data, info } = await sharp(fileOf('color.png'))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([192, 192])
    const isOutside = (at: number) => at < 36 || at >= 156
    const colours = pixelsOf(data).filter(
      (_, at) => isOutside(at % 192) || isOutside(Math.floor(at / 192)),
    )
    expect(new Set(colours.map(String))).toEqual(new Set(['0,102,158,255']))
  })

  it('are 32 pixels in lines of pure white on nothing', async () => {
    const { data, info } = await sharp(fileOf('outline.png'))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([32, 32])
    const seen = pixelsOf(data).filter(([, , , alpha]) => alpha !== 0)
    expect(seen.every(([r, g, b]) => r === 255 && g === 255 && b === 255)).toBe(true)
    expect(seen.length).toBeGreaterThan(150)
    expect(seen.length).toBeLessThan(500)
  })
})

const limits: readonly (readonly [RegExp, number])[] = [
  [/^name\.short$/, 30],
  [/^name\.full$/, 100],
  [/^description\.short$/, 80],
  [/^description\.full$/, 4000],
  [/^bots.*\.title$/, 128],
  [/^bots.*\.description$/, 4000],
  [/^compose.*\.title$/, 32],
  [/^compose.*\.description$/, 128],
  [/^copilotAgents.*\.text$/, 500],
]

describe('the languages', () => {
  it('are the six of the United Nations', () => {
    const { additionalLanguages = [], ...ours } = manifest.localizationInfo ?? {}
    expect(ours).toEqual({ defaultLanguageTag: 'en', defaultLanguageFile: 'en.json' })
    expect(additionalLanguages.map(({ languageTag, file }) => [languageTag, file])).toEqual([
      ['ar', 'ar.json'],
      ['es', 'es.json'],
      ['fr', 'fr.json'],
      ['ru', 'ru.json'],
      ['zh-cn', 'zh.json'],
    ])
  })

  it('all say the same things, and the English file what the manifest says', () => {
    const english = textsOf('en.json')
    const { name, description } = manifest
    expect(english).toMatchObject({
      'name.short': name.short,
      'description.full': description.full,
    })
    expect(Object.keys(english)).toHaveLength(36)
    for (const file of ['ar', 'es', 'fr', 'ru', 'zh']) {
      const own = textsOf(`${file}.json`)
      expect(Object.keys(own)).toEqual(Object.keys(english))
      const same = Object.keys(own).filter((place) => own[place] === english[place])
      const command = /^bots.*commands\[[678]\]\.title$/
      expect(same.filter((place) => !command.test(place))).toEqual(['$schema'])
      expect(same.filter((place) => command.test(place))).toHaveLength(3)
    }
  })

  it.each(['ar', 'en', 'es', 'fr', 'ru', 'zh'])('keep to the limits in %s', (language) => {
    const own = Object.entries(textsOf(`${language}.json`))
    for (const [place, text] of own.filter(([place]) => place !== '$schema')) {
      const [, limit = 0] = limits.find(([pattern]) => pattern.test(place)) ?? []
      expect(text.length, place).toBeLessThanOrEqual(limit)
    }
  })

  it.each([
    ['ar', 'بالإنكليزية'],
    ['es', 'en inglés'],
    ['fr', 'en anglais'],
    ['ru', 'на английском языке'],
    ['zh', '英文'],
  ])('say in %s that questions are put in English', (language, words) => {
    const own = Object.entries(textsOf(`${language}.json`))
    const told = own.filter(([place]) => /commands.*description$|\.full$|\.text$/.test(place))
    const silent = told.filter(([place, text]) => !isShort(place) && !text.includes(words))
    expect(silent.map(([place]) => place)).toEqual(['name.full'])
  })

  /** The searches and the bot’s own commands have a line each. */
  const isShort = (place: string) =>
    /^compose.*commands\[\d\]\.description$|^bots.*commands\[[678]\]\.description$/.test(place)
})

describe('the words of the app', () => {
  const all = [...readAppWords()]
  const english = new Map(all).get('en')
  const placeholders = (words: unknown) => JSON.stringify(words).match(/\{\w+\}/g) ?? []

  it.each(all)('have the placeholders of the English ones in %s', (_, own) => {
    expect(placeholders(own)).toEqual(placeholders(english))
  })

  it.each([...all, ['search', searchWords] as const])('stay calm in %s', (_, own) => {
    expect(JSON.stringify(own)).not.toMatch(/[!！]|\p{Extended_Pictographic}/u)
  })

  it('can’t lack what the English ones have', () => {
    const measure = { app: { shortName: 'x', more: 'y' } }
    expect(() => readLanguages('teams/app', measure)).toThrow(
      'Words: prompts/teams/app/ar.json must have what en.json has, and no more.',
    )
  })
})
