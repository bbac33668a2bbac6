import type { Said } from '../../../bot/feedback.js'
import { teamsWords } from '../../../prompts/teams/teams-words.js'
import { words } from '../../../prompts/words.js'
import { adaptiveCard, attached } from '../../cards/adaptive-card.js'
import { paragraph } from './text.js'

/**
 * The answer to `message/fetchTask`: a dialog that asks for words beside a thumb, in the form of
 * `task/fetch`. What is submitted comes back in `message/submitAction`.
 */
export function feedbackForm({ reaction, answer }: Said) {
  const { title, like, label } = teamsWords.feedback
  const { ask, hint, send } = words.feedback
  const question = reaction === 'like' ? like : ask
  const input = {
    type: 'Input.Text',
    id: 'feedbackText',
    label,
    placeholder: reaction === 'like' ? '' : hint,
    isMultiline: true,
    maxLength: 2000,
  }
  const submit = {
    type: 'Action.Submit',
    title: send,
    data: answer === undefined ? {} : { answer },
  }
  const parts = { actions: [submit], fallbackText: question }
  const card = attached(adaptiveCard([paragraph(question), input], parts))
  return { task: { type: 'continue', value: { title, height: 'small', width: 'small', card } } }
}
