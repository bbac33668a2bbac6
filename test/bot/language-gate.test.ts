import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import type { Assistant } from '../../bot/assistant.js'
import { languageOf } from '../../bot/question/language.js'
import { createAssistant } from '../../bot/turn.js'
import type { Knowledge } from '../../knowledge/knowledge.js'
import { converse } from '../helpers/real-assistant.js'
import { openRealKnowledge } from '../helpers/real-knowledge.js'

const read = (name: string): unknown => JSON.parse(readFileSync(`test/bot/${name}.json`, 'utf8'))
/** Twenty messages in each of ten languages, a third of them what people say besides questions. */
const foreign = z.record(z.string(), z.array(z.string())).parse(read('foreign'))
/** Names, abbreviations and other messages of few words. */
const short = z.array(z.string()).parse(read('short-english'))

let knowledge: Knowledge
let assistant: Assistant
beforeAll(async () => {
  knowledge = await openRealKnowledge()
  assistant = createAssistant(knowledge)
})

describe('the language of a message', () => {
  it('is told to be another in all but two of a hundred', () => {
    const all = Object.values(foreign).flat()
    const missed = all.filter((text) => languageOf(text, knowledge) === 'en')
    expect(missed.length / all.length).toBeLessThanOrEqual(0.02)
  })

  it('is English for names, abbreviations and few words', () => {
    expect(short.filter((text) => languageOf(text, knowledge) !== 'en')).toEqual([])
  })

  it.each(['Merci beaucoup', 'merci', 'MERCI !', 'Gracias', 'Guten Tag', '谢谢'])(
    'of “%s” is noted before anything is looked up, also after an answer',
    async (text) => {
      const ranked = vi.spyOn(knowledge.retriever, 'rank')
      const alone = await converse(assistant, text)
      expect(ranked).not.toHaveBeenCalled()
      ranked.mockRestore()
      expect(alone.kind).toBe('not-found')
      expect(await converse(assistant, 'When was REFCO created?', text)).toEqual(alone)
    },
  )
})
