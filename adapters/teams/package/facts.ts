import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Config } from '../../config.js'
import { readJson } from '../../read-json.js'
import type { AppFacts } from './app.js'

/**
 * Takes what the app needs from the configuration.
 *
 * @throws with every variable that is missing, and what to set it to
 */
export async function readAppFacts({ app, teams }: Config): Promise<AppFacts> {
  const { data, error } = needed.safeParse({ id: app?.id, ...teams })
  if (data === undefined) {
    const faults = error.issues.map(({ message }) => message)
    throw new Error([heading, ...faults].join('\n  '))
  }
  const { id, origin, developer: name, websiteUrl = origin, privacyUrl, termsUrl } = data
  return {
    id,
    version: (await readJson(fileURLToPath(aboutUs), about)).version,
    host: new URL(origin).hostname,
    developer: { name, websiteUrl, privacyUrl, termsOfUseUrl: termsUrl },
  }
}

const heading =
  'Teams package: set the following in the environment or in .env, then run this again.'

const page = (variable: string, of: string) =>
  z.string(`${variable} is not set. Set it to the https address of the ${of}.`)

const needed = z.object({
  id: z.string('MICROSOFT_APP_ID is not set. Set it to the id of the bot’s registration.'),
  origin: z
    .string('PUBLIC_ORIGIN is not set. Set it to the https origin under which the bot is reached.')
    .startsWith('https:', {
      error: ({ input }) =>
        `PUBLIC_ORIGIN is “${input}”, but Teams takes https only. Set an https origin.`,
    }),
  developer: z.string('TEAMS_DEVELOPER is not set. Set it to the publisher’s name.'),
  websiteUrl: z.string().optional(),
  privacyUrl: page('TEAMS_PRIVACY_URL', 'privacy notice'),
  termsUrl: page('TEAMS_TERMS_URL', 'terms of use'),
})

const aboutUs = new URL('../../../package.json', import.meta.url)
const about = {
  schema: z.object({ version: z.string() }),
  speaker: 'Teams package',
  example: '{ "version": "1.0.0" }',
}
