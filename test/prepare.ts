import { openRealAssistant } from './helpers/real-assistant.js'

/** Makes the model and the index once, before the test files ask for them side by side. */
export async function setup(): Promise<void> {
  await openRealAssistant()
}
