import { execFileSync } from 'node:child_process'
import { describe, expect, it, onTestFinished } from 'vitest'
import { message, post } from '../../fakes/activities.js'
import { closedOrigin, openChatServer } from '../../fakes/chat-server.js'
import { file, command } from '../cli/command.js'
import { freshDataDir, npmStart } from '../../helpers/npm-start.js'
import { watchOutgoing } from '../../helpers/outgoing.js'

/** What is there for language models alone. */
const ofModels =
  /@langchain\/(?:openai|ollama|core\/(?:dist\/)?(?:language_models|prompts))|node_modules\/(?:openai|ollama|cockatiel|langchain)\/|^module (?:openai|ollama|cockatiel)$/

describe('without a language model', { timeout: 60_000 }, () => {
  it('a start loads no package of it, asks nothing of the network and says nothing of it', async () => {
    const watch = watchOutgoing()
    const { url, kill } = await npmStart({ DATA_DIR: freshDataDir(), ...watch.env })
    onTestFinished(kill)
    const { text } = await post(url, message('How much cocaine was seized in 2011?'))
    expect(text).toContain('9,219 kg')
    const ready = await fetch(`${url}/readyz`)
    expect(await ready.json()).toEqual({ status: 'ready' })
    const loaded = watch.modules()
    expect(loaded.filter((one) => one.includes('botbuilder')).length).toBeGreaterThan(0)
    expect(loaded.filter((one) => ofModels.test(one))).toEqual([])
    expect(watch.connections()).toEqual([])
  })

  it('nothing would be sent, as --show-prompt says', async () => {
    const { code, out, err } = await command('ask', ['--show-prompt', 'How?'])
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('Set MODEL_URL and MODEL_NAME')
  })
})

describe('the watch over what goes out', () => {
  it('sees a request of fetch and a package', async () => {
    const watch = watchOutgoing()
    const origin = await closedOrigin()
    const program = `require('cockatiel'); fetch('${origin}').catch(() => undefined)`
    const env = { ...process.env, ...watch.env }
    execFileSync(process.execPath, ['-e', program], { env })
    expect(watch.connections()).toContain(`fetch ${origin}`)
    expect(watch.modules().filter((one) => ofModels.test(one))).toContain('module cockatiel')
  })

  it('sees a socket', () => {
    const watch = watchOutgoing()
    const program = "require('net').connect(9, '127.0.0.1').on('error', () => undefined)"
    const env = { ...process.env, ...watch.env }
    execFileSync(process.execPath, ['-e', program], { env })
    expect(watch.connections()).toEqual(['socket 127.0.0.1:9'])
  })
})

describe('npm run ask -- --show-prompt', { timeout: 60_000 }, () => {
  it('prints what would be sent and to whom, and sends nothing', async () => {
    const server = await openChatServer(() => ({ kind: 'text', text: 'So. [1]' }))
    onTestFinished(server.close)
    const watch = watchOutgoing()
    const question = 'How much <cocaine> was seized in 2011?'
    const { code, out } = await command('ask', ['--show-prompt', question], {
      env: {
        ...watch.env,
        MODEL_URL: `${server.origin}/v1`,
        MODEL_NAME: 'small',
        MODEL_KEY_FILE: file('sk-very-secret', 'key'),
        MODEL_EVIDENCE_TOKENS: '700',
      },
    })
    expect(code).toBe(0)
    expect(out).toContain(`To ${new URL(server.origin).host} (openai, small). Nothing was sent.`)
    // The paragraph that the composed answer rests on comes first where not all have room.
    expect(out).toMatch(/<evidence>\n# .*\n\[1\] .*9,219 kg of cocaine/)
    expect(out).toContain('<question>\nHow much ‹cocaine› was seized in 2011?\n</question>')
    expect(out).not.toContain('sk-very-secret')
    expect([server.asked, watch.connections()]).toEqual([[], []])
    expect(watch.modules().filter((one) => ofModels.test(one)).length).toBeGreaterThan(0)
  })

  it.each([['--show-prompt'], ['--show-prompt', '--json', 'How?']])(
    'wants a question and nothing else: %s %s',
    async (...args) => {
      const { code, err } = await command('ask', args)
      expect([code, err]).toEqual([2, expect.stringContaining('--show-prompt needs a question')])
    },
  )
})
