import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Assistant } from '../../bot/assistant.js'
import { languageOf } from '../../bot/question/language.js'
import { answerWords, talk } from '../../prompts/answer-words.js'
import { converse, openRealAssistant, textOf } from '../helpers/real-assistant.js'
import { openRealKnowledge } from '../helpers/real-knowledge.js'

let assistant: Assistant
beforeAll(async () => (assistant = await openRealAssistant()))

const { other, ...own } = answerWords.language
const noteIn = (language: string) => new Map(Object.entries(own)).get(language) ?? other

/** Short questions, and what people say besides. */
const said: readonly (readonly [string, string])[] = [
  ['de', 'Wie viel Kokain wurde 2011 beschlagnahmt?'],
  ['de', 'Welche Länder nehmen am Programm teil?'],
  ['de', 'Was sagt der Bericht über El Salvador?'],
  ['de', 'Gibt es Handbücher?'],
  ['de', 'Danke schön'],
  ['de', 'Guten Tag'],
  ['fr', 'Quels manuels existent ?'],
  ['fr', 'Que dit le rapport sur le Panama ?'],
  ['fr', 'Merci beaucoup'],
  ['es', '¿Qué manuales hay?'],
  ['es', 'Qué dice el informe sobre El Salvador'],
  ['es', 'Gracias'],
  ['es', 'Muchas gracias'],
  ['pt', 'Quanta cocaína foi apreendida em 2011?'],
  ['pt', 'Quais manuais existem?'],
  ['pt', 'O que diz o relatório sobre o Panamá?'],
  ['it', 'Quanta cocaina è stata sequestrata nel 2011?'],
  ['it', 'Quali manuali esistono?'],
  ['nl', 'Hoeveel cocaïne werd in 2011 in beslag genomen?'],
  ['nl', 'Welke handleidingen zijn er?'],
  ['pl', 'Ile kokainy skonfiskowano w 2011 roku?'],
  ['pl', 'Jakie podręczniki istnieją?'],
  ['sv', 'Hur mycket kokain beslagtogs 2011?'],
  ['tr', '2011 yılında ne kadar kokain ele geçirildi?'],
  ['ro', 'Câtă cocaină a fost confiscată în 2011?'],
  ['cs', 'Kolik kokainu bylo zabaveno v roce 2011?'],
  ['fi', 'Kuinka paljon kokaiinia takavarikoitiin vuonna 2011?'],
  ['vi', 'Bao nhiêu cocaine bị tịch thu năm 2011?'],
  ['ja', '2011年にどれだけのコカインが押収されましたか?'],
  ['ko', '2011년에 코카인이 얼마나 압수되었습니까?'],
  ['hi', '2011 में कितनी कोकीन जब्त की गई?'],
  ['el', 'Πόση κοκαΐνη κατασχέθηκε το 2011;'],
  ['uk', 'Скільки кокаїну було вилучено у 2011 році?'],
  ['fa', 'چه مقدار کوکائین در سال ۲۰۱۱ ضبط شد؟'],
  ['he', 'כמה קוקאין נתפס ב-2011?'],
  ['ru', 'Сколько кокаина было изъято в 2011 году?'],
  ['ar', 'كم من الكوكايين ضُبط في عام 2011؟'],
  ['zh', '2011年缴获了多少可卡因？'],
]

describe('what is said in another language', () => {
  it.each(said)('(%s) “%s” is told that English is needed', async (language, text) => {
    const answer = await converse(assistant, text)
    expect(answer).toMatchObject({ kind: 'not-found', language })
    expect(textOf(answer)).toBe(noteIn(language))
  })

  it('that the detector takes for a neighbour of it is told so in English', async () => {
    const indonesian = 'Berapa banyak kokain yang disita pada tahun 2011?'
    expect(textOf(await converse(assistant, indonesian))).toBe(other)
  })
})

describe('English', () => {
  const files = ['questions', 'second-questions'].map((name) => `test/eval/${name}.jsonl`)
  const questions = files
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as { lang: string; question: string; context?: string[] })
    .filter(({ lang }) => lang === 'en')
    .flatMap(({ question, context = [] }) => [question, ...context])
  const small = [...talk.values()].flatMap(({ heard }) => heard)

  it('is taken for nothing else in any question of the evaluation, nor in small talk', async () => {
    const knowledge = await openRealKnowledge()
    const taken = [...questions, ...small].filter((text) => languageOf(text, knowledge) !== 'en')
    expect(taken).toEqual([])
  })

  it.each(['4 WACI pilots = ?', 'refco guides avail?', 'REFCO?', 'panama adversarial system'])(
    'that is no more than names and abbreviations (“%s”) stays English',
    async (text) => {
      expect((await converse(assistant, text)).language).toBe('en')
    },
  )
})
