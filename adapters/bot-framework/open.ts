import type { Config } from '../config.js'
import { sdkSettings, StrictAuthentication } from './authentication.js'
import { Door, type DoorParts } from './door.js'

/** Opens the door as the bot's registration asks: for proven requests, or for this machine only. */
export function openDoor(
  app: Config['app'],
  parts: Omit<DoorParts, 'authentication' | 'localOnly'>,
): Door {
  const authentication = new StrictAuthentication(sdkSettings(app), parts)
  return new Door({ ...parts, authentication, localOnly: app === undefined })
}
