import { AdaptiveCard, SerializationContext, ValidationEvent, Versions } from 'adaptivecards'

/** What Microsoft’s library for cards finds wrong in a card: what it can’t read, and what can’t be valid. */
export function faultsOf(card: unknown): string[] {
  const context = new SerializationContext(Versions.v1_6)
  const parsed = new AdaptiveCard()
  parsed.parse(card, context)
  const events = Array.from({ length: context.eventCount }, (_, at) => context.getEventAt(at))
  const read = events.map(({ event, message }) => `${ValidationEvent[event]}: ${message}`)
  const valid = parsed
    .validateProperties()
    .validationEvents.map(({ message }) => `invalid: ${message}`)
  return [...read, ...valid, ...(hasFallback(card) ? [] : ['no fallback text'])]
}

/** Clients that can’t draw a card at all show this text. */
function hasFallback(card: unknown): boolean {
  return (
    typeof card === 'object' &&
    card !== null &&
    'fallbackText' in card &&
    typeof card.fallbackText === 'string' &&
    card.fallbackText.trim() !== ''
  )
}
