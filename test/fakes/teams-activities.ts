const bot = { id: '28:00000000-0000-0000-0000-00000000000a', name: 'Report assistant' }

/** Where something is said in Teams. */
export type Scope = 'personal' | 'groupChat' | 'channel'

/** An activity as Teams posts it; its fields win over the usual ones. */
export type TeamsActivity = Record<string, unknown> & { readonly type: string }

let count = 0

/** An activity of Teams, with an id and a conversation of its own unless told. */
export function teamsActivity(scope: Scope, more: Partial<TeamsActivity> = {}): TeamsActivity {
  count += 1
  const id = scope === 'channel' ? `19:team@thread.tacv2;messageid=${count}` : `a:${count}`
  return {
    type: 'message',
    id: `17${String(count).padStart(11, '0')}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    from: { id: '29:asker', name: 'A colleague', aadObjectId: 'aad' },
    recipient: bot,
    conversation: { id, conversationType: scope, isGroup: scope !== 'personal', tenantId: 't' },
    channelData: { tenant: { id: 't' } },
    ...more,
  }
}

/** A message to the bot; among others it mentions the bot. */
export function teamsMessage(
  scope: Scope,
  text: string,
  more: Partial<TeamsActivity> = {},
): TeamsActivity {
  if (scope === 'personal') return teamsActivity(scope, { text, ...more })
  const at = `<at>${bot.name}</at>`
  const entities = [{ type: 'mention', text: at, mentioned: bot }]
  return teamsActivity(scope, { text: `${at} ${text}`, entities, ...more })
}

/** An invoke from a private chat. */
export function teamsInvoke(name: string, value: unknown, more: object = {}): TeamsActivity {
  return teamsActivity('personal', { type: 'invoke', name, value, ...more })
}

/** Somebody comes into a conversation: the bot itself unless told. */
export function teamsArrival(scope: Scope, ids: string[] = [bot.id], more = {}): TeamsActivity {
  const membersAdded = ids.map((id) => ({ id }))
  return teamsActivity(scope, { type: 'conversationUpdate', membersAdded, ...more })
}
