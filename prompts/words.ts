import { z } from 'zod'
import english from './en.json' with { type: 'json' }

/** What a user can read, by group and name; the English file is the measure for every language. */
export type Words = typeof english

const sentence = z.string().trim().min(1, 'a sentence that is not empty')
const shape = z.record(z.string(), z.record(z.string(), sentence.or(z.array(sentence).min(1))))

/** Every sentence of the English file, checked when it is loaded. */
export const words: Words = checked(english)

/**
 * Puts values into a sentence's `{placeholders}`.
 *
 * @throws where the sentence names a placeholder that has no value
 */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined
    if (value !== undefined) return String(value)
    throw new Error(`Words: {${name}} has no value in “${template}”. Pass one to fill().`)
  })
}

/**
 * Holds a file of words to the shape: groups of named sentences or lists of sentences.
 *
 * @throws with every place that breaks it
 */
export function checked<Source>(source: Source): Source {
  const { error } = shape.safeParse(source)
  if (error === undefined) return source
  const places = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`Words: a file in prompts/ is broken. Mend ${places.join('; ')}.`)
}
