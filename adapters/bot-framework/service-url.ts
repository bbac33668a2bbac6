const loopback =
  /^https?:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d{1,5})?(?:\/[\w./~%-]*)?$/i

/**
 * Tells whether replies to this service URL stay on this machine. Only the plain spellings of a
 * loopback host count: what one URL parser takes for user info, a short address or a path,
 * another may take for the host.
 */
export function isLoopbackUrl(url: string): boolean {
  return loopback.test(url) && URL.canParse(url)
}
