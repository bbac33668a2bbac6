import type { Activity } from 'botbuilder'
import { z } from 'zod'

const teamsData = z.object({ tenant: z.object({ id: z.string() }) })

/**
 * Whether an activity comes from the tenant that the bot is registered in. Teams names it once or
 * twice, in the conversation and in its own data; other channels name none.
 */
export function isOfTenant(
  { channelId, conversation, channelData }: Activity,
  own: string,
): boolean {
  const { data } = teamsData.safeParse(channelData)
  const named = [conversation.tenantId, data?.tenant.id].filter((id) => id !== undefined)
  if (named.length === 0) return channelId !== 'msteams'
  return named.every((id) => id.toLowerCase() === own.toLowerCase())
}
