import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import learned from '../../../knowledge/citation/bearing.json' with { type: 'json' }
import {
  bearingFiles,
  fingerprintOf,
  type Lesson,
  lessonsOf,
} from '../../../knowledge/learning/bearing-lessons.js'
import { passagesOf } from '../../helpers/held-to.js'
import { openRealKnowledge, openRealModel } from '../../helpers/real-knowledge.js'

it('what was learned of written sentences belongs to the lessons and the model', async () => {
  const lessons = lessonsOf(await readFile(bearingFiles.answers, 'utf8'), await openRealKnowledge())
  const stale =
    'knowledge/citation/bearing.json was learned from other lessons or another model: run npm run learn -- bearing.'
  expect(learned.from, stale).toBe(fingerprintOf(lessons, await openRealModel()))
  expect(learned.figures.sentences, stale).toBe(lessons.length)
})

it('another text, other passages, another judgement, another order and another model each have a fingerprint of their own', () => {
  const first: Lesson = {
    group: 'a',
    text: 'Bees sting.',
    passages: passagesOf('Bees sting.'),
    isBorne: true,
    isAnswers: true,
  }
  const second: Lesson = { ...first, text: 'Trains run.' }
  const model = { fingerprint: 'a' }
  const all = [
    fingerprintOf([first, second], model),
    fingerprintOf([{ ...first, text: 'Wasps sting.' }, second], model),
    fingerprintOf([{ ...first, passages: passagesOf('Wasps sting.') }, second], model),
    fingerprintOf([{ ...first, isBorne: false }, second], model),
    fingerprintOf([second, first], model),
    fingerprintOf([first, second], { fingerprint: 'b' }),
  ]
  expect(new Set(all).size).toBe(all.length)
  expect(fingerprintOf([first, second], model)).toBe(all[0])
})

it('a lesson is a sentence of an answer or of a fact, borne by what it cites but for its fault', async () => {
  const { facts } = await openRealKnowledge()
  const passages = passagesOf('Bees sting.', 'Trains run.')
  const answers = JSON.stringify({
    id: 'one',
    sentences: [
      { text: 'Bees sting.', paragraphs: [1] },
      { text: 'Trains fly.', paragraphs: [1, 2] },
    ],
    fault: { kind: 'thing', sentence: 1 },
  })
  const lessons = lessonsOf(`${answers}\n`, { passages, facts })
  expect(lessons.filter(({ isAnswers }) => isAnswers)).toMatchObject([
    { text: 'Bees sting.', isBorne: true, passages: [{ paragraph: 1 }] },
    { text: 'Trains fly.', isBorne: false, passages: [{ paragraph: 1 }, { paragraph: 2 }] },
  ])
})

it('each fact is a lesson with its own paragraphs and a fault with those of the next', async () => {
  const knowledge = await openRealKnowledge()
  const ofFacts = lessonsOf('', knowledge)
  for (const { id, statement } of knowledge.facts.all) {
    const own = ofFacts.filter(({ group }) => group === id)
    expect(own[0], id).toMatchObject({ text: statement, isBorne: true, isAnswers: false })
    expect(
      own.slice(1).map(({ isBorne }) => isBorne),
      id,
    ).toEqual(own.length > 1 ? [false] : [])
  }
})
