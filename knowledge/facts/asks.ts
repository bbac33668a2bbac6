/** What kinds of answers are asked for. */
export const asks = [
  'value',
  'list',
  'count',
  'membership',
  'compare',
  'explain',
  'overview',
] as const
export type Ask = (typeof asks)[number]

/** What can fill an answer; `any` where nothing single does. */
export const slots = [
  'date',
  'period',
  'number',
  'money',
  'place',
  'country',
  'person',
  'role',
  'organization',
  'title',
  'symbol',
  'reason',
  'purpose',
  'means',
  'content',
  'result',
  'plan',
  'audience',
  'language',
  'status',
  'definition',
  'topic',
  'link',
  'yesno',
  'any',
] as const
export type Slot = (typeof slots)[number]
