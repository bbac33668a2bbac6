import commands from '../prompts/commands.json' with { type: 'json' }
import forgotten from '../prompts/forgotten.json' with { type: 'json' }

/** What a user can ask the bot itself for, by a word of its own. */
export type Command =
  | { readonly kind: 'help' | 'sources' | 'cite' }
  /** `reply` says that it was done, in the language that it was asked in. */
  | { readonly kind: 'forget'; readonly reply: string }

const known: ReadonlyMap<string, Command> = new Map<string, Command>([
  ...(['help', 'sources', 'cite'] as const).flatMap((kind) =>
    commands[kind].map((said) => [said, { kind }] as const),
  ),
  ...Object.entries(commands.forget).flatMap(([language, all]) => {
    const reply = new Map(Object.entries(forgotten)).get(language) ?? forgotten.en
    return all.map((said) => [said, { kind: 'forget', reply } as const] as const)
  }),
])

/** Finds the command that a message is, whatever its case and closing punctuation. */
export function commandIn(text: string): Command | undefined {
  const said = text.toLowerCase()
  return known.get(said) ?? known.get(said.replace(/[.!。！]$/u, '').trimEnd())
}
