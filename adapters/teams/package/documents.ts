import english from '../../../prompts/teams/app/en.json' with { type: 'json' }
import { readAppWords, say, type AppWords } from './app-words.js'
import { schemas, type AppDocuments, type AppFacts, type Manifest } from './app.js'
import { botOf, searchOf } from './commands.js'
import { localizationInfo, localizationOf } from './localization.js'

/** Makes the manifest and its translations from what the configuration says. */
export function documentsOf(facts: AppFacts): AppDocuments {
  const localizations = [...readAppWords()].map(
    ([language, words]) => [`${language}.json`, localizationOf(manifestOf(facts, words))] as const,
  )
  return {
    manifest: manifestOf(facts, english),
    localizations: Object.fromEntries(localizations),
  }
}

/** Makes the manifest in one language; the package's own is the English one. */
function manifestOf({ id, version, host, developer }: AppFacts, words: AppWords): Manifest {
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
