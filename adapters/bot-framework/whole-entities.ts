import { Entity } from 'botframework-connector/lib/connectorApi/models/mappers.js'

/**
 * Lets the SDK send entities whole. Activities say that an entity may have any property, but the
 * serializer of @azure/core-client takes the named description of an entity instead, which has a
 * type, a text and who is mentioned; the rest is dropped, and Teams would see no citation and no
 * stream. The SDK is no longer developed, so the description is mended here.
 */
export function sendEntitiesWhole(): void {
  Object.assign(Entity.type, { additionalProperties: { type: { name: 'Object' } } })
}
