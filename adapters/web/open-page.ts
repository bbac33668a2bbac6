import type { Server } from 'restify'
import { openClient } from './client.js'
import { openPages, type Service } from './pages.js'
import { pageRoutes } from './serve-page.js'

/** Where the chat client is kept, who may frame the page, what it tells, and where faults are reported. */
export interface PageSettings extends Service {
  readonly clientDir: string
  readonly frameAncestors?: readonly string[]
  readonly warn: (error: unknown) => void
  /** What the chat client's files wait for. */
  readonly after?: Promise<unknown>
}

/**
 * Opens the delegates' page and gives its routes. The chat client is fetched in the background
 * where it is missing; until it is there, a page that reloads itself is served.
 */
export async function openPage(settings: PageSettings): Promise<(server: Server) => void> {
  const { clientDir, warn, after = Promise.resolve() } = settings
  const client = openClient({ folder: clientDir, warn, after })
  return pageRoutes({ ...settings, pages: await openPages(settings), client })
}
