import type { TeamsManifestV1D29 } from '@microsoft/app-manifest'

/** What Teams reads of an app before anybody uses it. */
export type Manifest = TeamsManifestV1D29.TeamsManifestV1D29

/** What the configuration says about the app. */
export interface AppFacts {
  /** The id of the bot's registration, which is the app's as well. */
  readonly id: string
  readonly version: string
  /** The host under which the bot is reached. */
  readonly host: string
  readonly developer: Manifest['developer']
}

/** The texts that a user reads of the app, in one language, by their places in the manifest. */
export type Localization = Readonly<Record<string, string>>

/** The documents of a package, before they are written. */
export interface AppDocuments {
  readonly manifest: Manifest
  /** By the file's name. */
  readonly localizations: Readonly<Record<string, Localization>>
}

/** Where the schemas of this manifest version are published. */
export const schemas = 'https://developer.microsoft.com/json-schemas/teams/v1.29'
