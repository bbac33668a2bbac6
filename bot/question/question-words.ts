import questionWords from '../../prompts/question/en.json' with { type: 'json' }
import { checked } from '../../prompts/words.js'
import type { Token } from './place-tokens.js'

const { parts: vocabulary } = checked({ parts: questionWords.parts })

/** A group of words that mean the same about questions. */
export type Group = keyof typeof vocabulary

const phrases = new Map(
  Object.entries(vocabulary).map(([group, list]) => {
    const split = list.map((phrase) => phrase.split(' '))
    return [group, split.sort((a, b) => b.length - a.length)]
  }),
)

/** The position after the longest phrase of a group that stands at a position. */
export function after(tokens: readonly Token[], at: number, group: Group): number | undefined {
  const found = phrases
    .get(group)
    ?.find((phrase) => phrase.every((word, offset) => tokens[at + offset]?.word === word))
  return found && at + found.length
}

/** The position after what may stand before a question: “and also”, “secondly,”, “please”. */
export function afterLead(tokens: readonly Token[], at: number): number {
  let next = at
  for (;;) {
    const lead = leads.map((group) => after(tokens, next, group)).find((end) => end !== undefined)
    if (lead === undefined) return next
    next = [',', ':'].includes(tokens[lead]?.raw ?? '') ? lead + 1 : lead
  }
}

const leads = ['joining', 'ordering', 'polite'] as const
