import type { Next, Request, RequestHandler, Response, Server } from 'restify'
import { send } from '../http/answer.js'
import { fault } from '../http/faults.js'
import { sendAsset } from './asset.js'
import { openClient, type Client } from './client.js'
import { chooseLanguage } from './page-words.js'
import { openPages, type Pages, type Service } from './pages.js'

/** What the web page is made of. */
export interface WebPage {
  readonly pages: Pages
  readonly client: Client
  /** Origins of the sites that may show the page in a frame; none unless told. */
  readonly frameAncestors?: readonly string[]
}

const forever = 'public, max-age=31536000, immutable'

/** Makes the routes of the delegates' page, to be added to a server. */
export function pageRoutes(page: WebPage): (server: Server) => void {
  return (server) => {
    server.get('/', answering(toPage))
    server.get('/web', answering(showPage(page)))
    server.get('/web/', answering(toPage))
    server.get('/web/:name', answering(giveFile(page)))
  }
}

type Answer = (req: Request, res: Response) => void

function answering(answer: Answer): RequestHandler {
  return (req: Request, res: Response, next: Next) => {
    answer(req, res)
    next()
  }
}

/** What the address asks for, such as a language, goes along. */
function toPage(req: Request, res: Response): void {
  const query = req.getQuery()
  res.writeHead(302, { location: query === '' ? '/web' : `/web?${query}` })
  res.end()
}

function showPage({ pages, client, frameAncestors = [] }: WebPage): Answer {
  const policy = contentPolicy(frameAncestors)
  return (req, res) => {
    const language = chooseLanguage(
      new URLSearchParams(req.getQuery()).get('lang') ?? undefined,
      req.headers['accept-language'],
    )
    res.setHeader('content-security-policy', policy)
    res.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()')
    res.setHeader('content-language', language)
    // This older header can't name the sites that are allowed, and would forbid them all.
    if (frameAncestors.length > 0) res.removeHeader('x-frame-options')
    const ready = client.files() !== undefined
    if (!ready) res.setHeader('retry-after', '3')
    const asset = (ready ? pages.chat : pages.waiting).get(language)
    if (asset) sendAsset({ req, res }, asset, ready ? {} : { status: 503, cache: 'no-store' })
  }
}

function giveFile({ pages, client }: WebPage): Answer {
  return (req, res) => {
    const name = req.path().split('/').at(-1) ?? ''
    const own = pages.files.get(name)
    const foreign = client.files()?.get(name)
    if (own) sendAsset({ req, res }, own)
    else if (foreign) sendAsset({ req, res }, foreign, { cache: forever })
    else send(res, fault('NotFound', 'There is nothing at this path.'))
  }
}

/** Only this server's own scripts run, and only this server is ever talked to. */
function contentPolicy(frameAncestors: readonly string[]): string {
  const ancestors = frameAncestors.length === 0 ? ["'none'"] : frameAncestors
  return [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ancestors.join(' ')}`,
  ].join('; ')
}

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
