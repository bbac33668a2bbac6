import { readFileSync } from 'node:fs'

/** The parts of the prompt for a language model, each with the slots that it has to name. */
const parts = {
  system: ['nothing', 'unanswered', 'evidence'],
  question: ['conversation', 'question'],
  repair: ['faults'],
} as const

/** The parts by name, as templates with `{slots}`. */
export type ModelPrompts = Readonly<Record<keyof typeof parts, string>>

/**
 * Reads the prompt's parts from `prompts/model/`.
 *
 * @throws naming the file where it is empty, lacks a slot or names one that nothing fills
 */
export function readModelPrompts(folder = new URL('model/', import.meta.url)): ModelPrompts {
  return {
    system: read('system', folder),
    question: read('question', folder),
    repair: read('repair', folder),
  }
}

function read(name: keyof typeof parts, folder: URL): string {
  const text = readFileSync(new URL(`${name}.md`, folder), 'utf8').trim()
  const named = new Set([...text.matchAll(/\{([^{}]*)\}/g)].map(([, slot = '']) => slot))
  const known: readonly string[] = parts[name]
  const faults = [
    ...known.filter((slot) => !named.has(slot)).map((slot) => `lacks the slot {${slot}}`),
    ...[...named]
      .filter((slot) => !known.includes(slot))
      .map((slot) => `names {${slot}}, which nothing fills`),
    ...(/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))
      ? ['has a brace that belongs to no slot']
      : []),
  ]
  if (faults.length === 0) return text
  throw new Error(`Prompts: prompts/model/${name}.md ${faults.join(', ')}. Mend the file.`)
}
