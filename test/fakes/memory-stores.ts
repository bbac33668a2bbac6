import type { Delivery } from '../../adapters/bot-framework/deliveries.js'
import { MemoryConversations } from '../../adapters/store/memory-conversations.js'
import { MemoryKeyed } from '../../adapters/store/memory-keyed.js'
import type { Memory } from '../../bot/handler/handler.js'

/** Everything that is remembered between two turns, in memory. */
export function memoryStores() {
  const limits = { entries: 5000 }
  const memory: Memory = {
    offered: new MemoryKeyed(limits),
    replies: new MemoryKeyed(limits),
    given: new MemoryKeyed(limits),
    latest: new MemoryKeyed(limits),
    welcomed: new MemoryKeyed(limits),
  }
  const deliveries = new MemoryKeyed<Delivery>(limits)
  return { conversations: new MemoryConversations(), memory, deliveries }
}
