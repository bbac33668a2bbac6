import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { AppDocuments, Manifest } from '../../../adapters/teams/package/app.js'
import { documentsOf } from '../../../adapters/teams/package/documents.js'
import { openValidator } from '../../../adapters/teams/package/validator.js'
import { writeAppPackage } from '../../../adapters/teams/package/write-package.js'

const id = '00000000-0000-0000-0000-00000000000a'
const folder = () => mkdtempSync(join(tmpdir(), 'teams-'))

describe('a package with a fault', () => {
  const developer = { name: 'A', websiteUrl: 'https://a.example' }
  const urls = { privacyUrl: 'https://a.example/p', termsOfUseUrl: 'https://a.example/t' }
  const facts = { id, version: '1.0.0', host: 'a.example', developer: { ...developer, ...urls } }
  const whole = documentsOf(facts)
  // One translation does for faults that any may have.
  const sound = { ...whole, localizations: { 'fr.json': whole.localizations['fr.json'] ?? {} } }

  /** What is said about the documents; nothing may have been written then. */
  async function refusal(documents: AppDocuments): Promise<string> {
    const file = join(folder(), 'app.zip')
    const said = await writeAppPackage(file, documents).then(
      () => 'written',
      (error: unknown) => String(error),
    )
    expect(existsSync(file)).toBe(said === 'written')
    return said
  }

  const changed = (more: Partial<Manifest>) => ({
    ...sound,
    manifest: { ...sound.manifest, ...more },
  })
  const translated = (more: Record<string, string>) => ({
    ...sound,
    localizations: { 'fr.json': { ...sound.localizations['fr.json'], ...more } },
  })
  const { bots = [], composeExtensions = [] } = sound.manifest
  const other = id.replace(/a$/, 'b')

  it('is written without the fault', async () => {
    expect(await refusal(sound)).toBe('written')
  })

  it('is refused, once for a fault of every language', async () => {
    const long = { ...facts.developer, name: 'x'.repeat(33) }
    const said = await refusal(documentsOf({ ...facts, developer: long }))
    expect(said.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^ {2}manifest\.json: \/developer\/name must NOT have more than 32/),
    ])
  })

  it.each<[string, AppDocuments, string]>([
    ['a version with a suffix', changed({ version: '1.0.0-rc.1' }), 'version is “1.0.0-rc.1”'],
    [
      'a bot of another app',
      changed({ bots: bots.map((bot) => ({ ...bot, botId: other })) }),
      'bots has the id',
    ],
    [
      'a search of another app',
      changed({ composeExtensions: composeExtensions.map((one) => ({ ...one, botId: other })) }),
      'composeExtensions has the id',
    ],
    [
      'an agent of another app',
      changed({ copilotAgents: { customEngineAgents: [{ id: other, type: 'bot' }] } }),
      'copilotAgents has the id',
    ],
    [
      'an agent that people can’t talk to',
      changed({ bots: bots.map((bot) => ({ ...bot, scopes: ['team', 'copilot'] })) }),
      'no bot with the scope personal',
    ],
    [
      'a text for no place',
      translated({ 'composeExtensions[0].commands[7].title': 'Rien' }),
      'fr.json: composeExtensions[0].commands[7].title is no text of the manifest.',
    ],
    [
      'a text that was not translated',
      {
        ...sound,
        localizations: {
          'fr.json': Object.fromEntries(
            Object.entries(whole.localizations['fr.json'] ?? {}).filter(
              ([place]) => place !== 'name.full',
            ),
          ),
        },
      },
      'fr.json: name.full is missing. Translate it.',
    ],
    [
      'a text that may not be translated',
      translated({ 'developer.name': 'Autre' }),
      'fr.json: must NOT have additional properties',
    ],
    [
      'a text that is too long for its place',
      translated({ 'composeExtensions[0].commands[0].title': 'x'.repeat(33) }),
      'fr.json: /composeExtensions/0/commands/0/title must NOT have more than 32 characters',
    ],
  ])('is refused for %s', async (_, documents, fault) => {
    expect(await refusal(documents)).toContain(fault)
  })

  it.each(['https://a.example', 'a.example:443', '*.a.example', 'a.example/b', 'localhost'])(
    'is refused for the domain %s',
    async (domain) => {
      const said = await refusal(changed({ validDomains: [domain] }))
      expect(said).toContain(`manifest.json: validDomains has “${domain}”`)
    },
  )

  it('has every fault named', async () => {
    const said = await refusal(changed({ version: '1', validDomains: ['x'], accentColor: 'blue' }))
    expect(said.split('\n').slice(1)).toHaveLength(3)
  })

  it('is refused where the file can’t be written, without a trace', async () => {
    const place = folder()
    writeFileSync(join(place, 'file'), '')
    mkdirSync(join(place, 'app.zip'))
    await expect(writeAppPackage(join(place, 'file', 'app.zip'), sound)).rejects.toThrow(
      /^Teams package: .*app\.zip can’t be written\. Allow that, or name another file\.$/,
    )
    await expect(writeAppPackage(join(place, 'app.zip'), sound)).rejects.toThrow('can’t be written')
    expect(readdirSync(place)).toEqual(['app.zip', 'file'])
  })
})

describe('the validator', () => {
  it('is asked for where it is not installed', async () => {
    const missing = () => Promise.reject(new Error('Cannot find package'))
    await expect(openValidator(missing)).rejects.toThrow('@microsoft/app-manifest')
    await expect(openValidator(missing)).rejects.toThrow('Run npm ci')
  })

  it('is loaded only when it is asked for', () => {
    const root = fileURLToPath(new URL('../../..', import.meta.url))
    const lines = ['adapters', 'bot', 'knowledge', 'prompts'].flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .flatMap((name) => readFileSync(join(root, room, name), 'utf8').split('\n')),
    )
    const loading = lines.filter((line) =>
      /^(?!import type ).*'@microsoft\/app-manifest'/.test(line),
    )
    expect(loading).toEqual([expect.stringContaining("() => import('@microsoft/app-manifest')")])
  })
})
