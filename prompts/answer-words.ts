import answers from './answers.json' with { type: 'json' }
import small from './small-talk.json' with { type: 'json' }
import { checked } from './words.js'

/** Sentences of refusals, by reason; section names; the note on language, by language. */
export const answerWords = checked(answers)

/** What the assistant says to small talk, and what people say when they mean it, by topic. */
export const talk: ReadonlyMap<
  string,
  { readonly say: string; readonly heard: readonly string[] }
> = new Map(Object.entries(checked(small)))
