/** The package has no types; tests only hand it on to the client. */
declare module 'xhr2' {
  const request: unknown
  export default request
}
