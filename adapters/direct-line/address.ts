import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/**
 * Finds whom a request counts for: the peer's address, or what the proxies in front say it is.
 * IPv6 networks count as one, since a single household has all addresses of its own.
 *
 * @param proxies how many proxies of ours add to X-Forwarded-For; what stands before them is made up
 */
export function addressOf(req: IncomingMessage, proxies: number): string {
  const peer = req.socket.remoteAddress ?? ''
  const header = proxies === 0 ? undefined : req.headers['x-forwarded-for']
  const named = String(header ?? '').split(',')
  const claimed = named.at(-proxies)?.trim()
  return network(proxies > 0 && claimed ? claimed : peer)
}

function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/^([\d.]+):\d+$/, '$1')
  if (!isIPv6(plain)) return plain
  const [head = '', tail = ''] = plain.split('::')
  const front = head.split(':').filter((part) => part !== '')
  const back = tail.split(':').filter((part) => part !== '')
  const zeros = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  return [...front, ...zeros, ...back].slice(0, 4).join(':')
}
