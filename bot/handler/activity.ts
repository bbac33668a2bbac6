/**
 * What a channel and the bot send each other, as far as this project reads or writes it. The names
 * are those of the Bot Framework's Activity schema; nothing beyond this folder and
 * adapters/bot-framework knows the SDK's own types.
 */
export interface Activity {
  type?: string
  id?: string
  timestamp?: Date
  channelId?: string
  serviceUrl?: string
  callerId?: string
  from?: Account
  recipient?: Account
  conversation?: Conversation
  membersAdded?: Account[]
  membersRemoved?: Account[]
  replyToId?: string
  deliveryMode?: string
  locale?: string
  /** The name of an event or an invoke. */
  name?: string
  value?: unknown
  text?: string
  textFormat?: string
  /** What stands for a message where there is no room for it. */
  summary?: string
  attachments?: Attachment[]
  entities?: Entity[]
  suggestedActions?: { to: string[]; actions: Tap[] }
  /** What only one channel knows. */
  channelData?: unknown
}

/** Somebody in a conversation: a user or the bot. */
export interface Account {
  id: string
  name: string
  aadObjectId?: string
  role?: string
}

/** A conversation, by its id in the channel. */
export interface Conversation {
  id: string
  name: string
  isGroup: boolean
  conversationType: string
  tenantId?: string
}

/** A card or a file. */
export interface Attachment {
  contentType: string
  content?: unknown
  contentUrl?: string
  name?: string
}

/** What is said about a message beside its text, such as whom it mentions. */
export interface Entity {
  type: string
  [field: string]: unknown
}

/** Something to press; what is pressed is sent as if it had been typed. */
export interface Tap {
  type: string
  title: string
  value: unknown
}

/** What the channel says of an activity that it took. */
export interface Sent {
  id: string
}

/** A turn of the bot, as a channel takes part in it. */
export interface Turn {
  readonly activity: Activity
  sendActivity(activity: Activity): Promise<Sent | undefined>
  /** Puts an activity in the place of the one with its id. */
  updateActivity(activity: Activity): Promise<unknown>
  /** Has `pass` send whatever is sent from now on, with `send` or not. */
  onSendActivities(
    pass: (turn: unknown, activities: Activity[], send: () => Promise<Sent[]>) => Promise<Sent[]>,
  ): unknown
}
