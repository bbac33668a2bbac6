/**
 * Tells when a stream ends. The client waits up to 15 seconds before it does anything about that,
 * and meanwhile reports nothing.
 *
 * @param {() => void} onEnd
 */
export function watchSockets(onEnd) {
  window.WebSocket = class extends WebSocket {
    /**
     * @param {string | URL} url
     * @param {string | string[]} [protocols]
     */
    constructor(url, protocols) {
      super(url, protocols)
      // A socket that the client closes itself is none that was lost.
      this.addEventListener('close', () => {
        if (!this.#closed) onEnd()
      })
    }

    #closed = false

    /**
     * @override
     * @param {number} [code]
     * @param {string} [reason]
     */
    close(code, reason) {
      this.#closed = true
      super.close(code, reason)
    }
  }
}
