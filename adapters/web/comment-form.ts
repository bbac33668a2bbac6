import type { Activity } from '../../bot/handler/activity.js'
import { words } from '../../prompts/words.js'
import { adaptiveCard, attached } from '../cards/adaptive-card.js'

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
