import type { Manifest } from './app.js'

/** Finds what is wrong with a manifest although its schema allows it. */
export function consistencyFaults(manifest: Manifest): string[] {
  const { bots = [], composeExtensions = [], copilotAgents, validDomains = [] } = manifest
  const agents = copilotAgents?.customEngineAgents ?? []
  return [
    ...versionFaults(manifest.version),
    ...bots.flatMap(({ botId }) => idFaults('bots', botId, manifest.id)),
    ...composeExtensions.flatMap(({ botId }) => idFaults('composeExtensions', botId, manifest.id)),
    ...agents.flatMap(({ id }) => idFaults('copilotAgents', id, manifest.id)),
    ...agents.flatMap(({ id }) => agentFaults(id, bots)),
    ...validDomains.flatMap(domainFaults),
  ]
}

/** Upload refuses what else semantic versioning allows. */
function versionFaults(version: string): string[] {
  if (/^\d+\.\d+\.\d+$/.test(version)) return []
  return [`version is “${version}”, but must be three numbers such as 1.0.0. Change package.json.`]
}

function idFaults(place: string, found: string | undefined, id: string): string[] {
  if (found === id) return []
  return [`${place} has the id “${found ?? ''}”, but the app has “${id}”. Give both the same.`]
}

function agentFaults(id: string, bots: NonNullable<Manifest['bots']>): string[] {
  if (bots.some(({ botId, scopes }) => botId === id && scopes.includes('personal'))) return []
  return [`copilotAgents has “${id}”, which is no bot with the scope personal. Add that scope.`]
}

function domainFaults(domain: string): string[] {
  if (hostName.test(domain)) return []
  return [
    `validDomains has “${domain}”, but must have public host names such as chat.example.org, without scheme, port, path or wildcard. Change PUBLIC_ORIGIN.`,
  ]
}

const hostName = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z](?:[a-z\d-]*[a-z\d])?$/i
