import { chooseEvidence } from '../../bot/writing/evidence.js'
import { toRequest } from '../../bot/writing/request.js'
import type { Opened } from '../open-assistant.js'
import { LangChainModel } from './langchain-model.js'
import type { ChatModelSettings } from './settings.js'

/**
 * Says which messages a question would be sent to a language model in, and to which host; nothing is
 * sent.
 */
export async function showPrompt(
  question: string,
  { respond, passages }: Pick<Opened, 'respond' | 'passages'>,
  settings: ChatModelSettings,
): Promise<string> {
  const { answer } = await respond(question, [])
  const evidence = chooseEvidence(passages, answer.ranking, settings.evidenceTokens)
  const model = await LangChainModel.open(settings)
  const { service, name, url } = settings
  return [
    `To ${new URL(url).host} (${service}, ${name}). Nothing was sent.`,
    await model.show(toRequest(question, [], evidence)),
  ].join('\n\n')
}
