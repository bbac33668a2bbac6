import { Failure } from './failure.js'

/** What it means that somebody's signal says to stop: their time is over, or they went. */
export function leaving({ reason }: AbortSignal): Failure {
  if (reason instanceof Failure) return reason
  const isTime = reason instanceof Error && reason.name === 'TimeoutError'
  return isTime
    ? new Failure('took too long', 'broken')
    : new Failure('nobody waits for it', 'left')
}

/** What a promise comes to, or the failure of whoever leaves before. */
export async function orLeave<Result>(
  result: Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  const given = new AbortController()
  const left = new Promise<never>((_, reject) => {
    const leave = () => reject(leaving(signal))
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { signal: given.signal })
  })
  try {
    return await Promise.race([result, left])
  } finally {
    given.abort()
  }
}
