/** What a channel itself keeps of its conversations, beside what the bot remembers of them. */
export interface Transcripts {
  /** Removes what was said in a conversation; gives the ids of its messages. */
  forget(conversation: string): Promise<readonly string[]>
  /** Whether the conversation holds the answer with this id, though it was given long ago. */
  holds(conversation: string, answer: string): Promise<boolean>
}

/** Of channels that keep their conversations elsewhere. */
export const noTranscripts: Transcripts = {
  forget: () => Promise.resolve([]),
  holds: () => Promise.resolve(false),
}
