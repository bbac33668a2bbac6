import { Entity } from 'botframework-connector/lib/connectorApi/models/mappers.js'

/**
 * Lets the SDK send entities whole. Its description of an entity knows a type, a text and who is
 * mentioned, and what isn’t described is dropped on the way: Teams would see no citation and no
 * stream (microsoft/botbuilder-js #4673). The SDK is no longer developed, so nobody else mends it.
 */
export function sendEntitiesWhole(): void {
  Object.assign(Entity.type, { additionalProperties: { type: { name: 'Object' } } })
}
