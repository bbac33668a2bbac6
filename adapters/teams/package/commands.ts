import { exampleQuestions } from '../../web/page-words.js'
import { say, searchWords, type AppWords } from './app-words.js'
import type { Manifest } from './app.js'

type Bot = NonNullable<Manifest['bots']>[number]
type Search = NonNullable<Manifest['composeExtensions']>[number]

/** The bot with its prompt starters, the questions that the web page begins with, and its commands. */
export function botOf(botId: string, words: AppWords): Bot {
  const scopes: Bot['scopes'] = ['personal', 'team', 'groupChat', 'copilot']
  return {
    botId,
    scopes,
    isNotificationOnly: false,
    supportsFiles: false,
    commandLists: [{ scopes, commands: [...startersOf(words), ...commandsOf(words)] }],
  }
}

/** The search from the message box, with one command for each kind of thing to be found. */
export function searchOf(botId: string, words: AppWords): Search {
  return {
    botId,
    composeExtensionType: 'botBased',
    commands: (['findPassage', 'findManual', 'findFact'] as const).map((id) => {
      const { title, description, parameter, parameterDescription } = words[id]
      const { meaning, parameterMeaning, samples } = searchWords[id]
      return {
        id,
        type: 'query' as const,
        context: ['compose' as const, 'commandBox' as const],
        initialRun: true,
        title: say(title),
        description: say(description),
        semanticDescription: say(meaning.join(' ')),
        samplePrompts: samples.map((text) => ({ text })),
        parameters: [
          {
            name: 'query',
            inputType: 'text' as const,
            title: say(parameter),
            description: say(parameterDescription),
            semanticDescription: say(parameterMeaning.join(' ')),
          },
        ],
      }
    }),
  }
}

const groups = ['staff', 'delegates', 'trainers'] as const

/** One starter of each group comes first, since some places show no more than three. */
function startersOf({ starterTitles, starterDescriptions }: AppWords) {
  const ranked = groups.flatMap((group) =>
    exampleQuestions[group].map((prompt, rank) => {
      const title = say(nth(starterTitles[group], rank))
      const description = say(nth(starterDescriptions[group], rank))
      return [rank, { title, description, type: 'prompt' as const, prompt }] as const
    }),
  )
  return ranked.toSorted(([a], [b]) => a - b).map(([, starter]) => starter)
}

/** A command is what is sent, and so the same in every language. */
function commandsOf({ commands }: AppWords) {
  return (['help', 'sources', 'cite'] as const).map((title) => ({
    title,
    description: commands[title],
    type: 'basic' as const,
  }))
}

function nth(sentences: readonly string[], index: number): string {
  const sentence = sentences[index]
  if (sentence !== undefined) return sentence
  throw new Error(
    `Words: prompts/teams/app/en.json lacks a text for question ${index + 1} of a group in prompts/web/examples.json. Add it in every language.`,
  )
}
