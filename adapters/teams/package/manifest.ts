import { schemas, type AppFacts, type Manifest } from './app.js'
import { say, type AppWords } from './app-words.js'
import { botOf, searchOf } from './commands.js'
import { localizationInfo } from './localization.js'

/** Makes the manifest in one language; the package's own is the English one. */
export function manifestOf({ id, version, host, developer }: AppFacts, words: AppWords): Manifest {
  const { app } = words
  return {
    $schema: `${schemas}/MicrosoftTeams.schema.json`,
    manifestVersion: '1.29',
    version,
    id,
    localizationInfo,
    developer,
    name: { short: say(app.shortName), full: say(app.fullName) },
    description: {
      short: say(app.shortDescription),
      full: say(app.fullDescription.join('\n\n')),
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    // The blue of the icon and of the web page.
    accentColor: '#00669e',
    // Shared and private channels too: the bot asks Teams for no list of members.
    supportsChannelFeatures: 'tier1',
    defaultInstallScope: 'personal',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
    bots: [botOf(id, words)],
    composeExtensions: [searchOf(id, words)],
    copilotAgents: {
      customEngineAgents: [{ id, type: 'bot', disclaimer: { text: say(app.disclaimer) } }],
    },
    validDomains: [host],
  }
}
