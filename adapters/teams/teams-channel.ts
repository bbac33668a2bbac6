import type { Channel } from '../../bot/handler/channel.js'
import type { Library } from '../../bot/library.js'
import { cardAction } from './card-action.js'
import { feedbackForm } from './cards/feedback-form.js'
import { search, selectItem } from './message-extension.js'
import { signAfterAWhile, type SignSettings } from './stream.js'
import { toTeams } from './to-teams.js'

/** What Teams can be asked besides questions is looked up in the library. */
export interface TeamsParts extends SignSettings {
  readonly library: Library
}

/** Microsoft Teams as a channel of the bot. */
export function teamsChannel({ library, ...settings }: TeamsParts): Channel {
  return {
    render: toTeams,
    sign: signAfterAWhile(settings),
    feedbackForm,
    namesAnswers: true,
    async invoke(name, value) {
      const answer = Object.hasOwn(invokes, name) ? invokes[name] : undefined
      return answer && { status: 200, body: await answer(value, library) }
    },
  }
}

const invokes: Readonly<Record<string, (value: unknown, library: Library) => Promise<object>>> = {
  'adaptiveCard/action': cardAction,
  'composeExtension/query': (value, library) => search(value, library),
  'composeExtension/selectItem': selectItem,
}
