import type { Activity } from '../../bot/handler/activity.js'
import type { Channel } from '../../bot/handler/channel.js'
import { words } from '../../prompts/words.js'
import { adaptiveCard, attached } from '../cards/adaptive-card.js'
import { toWebChat } from './to-web-chat.js'

/** The delegates' page as a channel of the bot; the page itself greets who opens it. */
export const webChannel: Channel = {
  render: (reply, { answer }) => [toWebChat(reply, answer)],
  commentForm,
  greets: true,
}

/** Asks for words on an answer that got a thumbs-down; what is submitted names the answer. */
export function commentForm(answer: string): Activity {
  const { ask, label, hint, required, send } = words.feedback
  const input = {
    type: 'Input.Text',
    id: 'comment',
    label,
    placeholder: hint,
    isMultiline: true,
    isRequired: true,
    errorMessage: required,
    maxLength: 2000,
  }
  const submit = { type: 'Action.Submit', title: send, data: { answer } }
  const question = { type: 'TextBlock', text: ask, wrap: true }
  const card = adaptiveCard([question, input], { actions: [submit], fallbackText: ask })
  return { type: 'message', attachments: [attached(card)] }
}
