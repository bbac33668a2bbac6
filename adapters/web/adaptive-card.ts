/** Wraps the body of an Adaptive Card as an attachment. */
export function adaptiveCard(body: readonly object[], actions: readonly object[] = []) {
  const content = {
    type: 'AdaptiveCard',
    version: '1.5',
    body,
    actions,
  }
  return { contentType: 'application/vnd.microsoft.card.adaptive', content }
}
