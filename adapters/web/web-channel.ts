import type { Channel } from '../../bot/handler/channel.js'
import { commentForm } from './comment-form.js'
import { toWebChat } from './to-web-chat.js'

/** The delegates' page as a channel of the bot; the page itself greets who opens it. */
export const webChannel: Channel = {
  render: (reply, { answer }) => [toWebChat(reply, answer)],
  commentForm,
  greets: true,
}
