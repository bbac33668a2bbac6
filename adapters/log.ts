import { format } from 'node:util'
import {
  destination,
  pino,
  stdTimeFunctions,
  type DestinationStream,
  type LevelWithSilent,
  type Logger,
} from 'pino'

/** Structured lines for the operator; what users write never stands in them. */
export type Log = Logger

/** Opens a log of one JSON object a line, on standard error unless told otherwise. */
export function createLog(level: LevelWithSilent, to: DestinationStream = standardError()): Log {
  const formatters = { level: (label: string) => ({ level: label }) }
  const timestamp = stdTimeFunctions.isoTime
  return pino({ level, base: null, formatters, timestamp, serializers: { err: cause } }, to)
}

/** Leads what libraries print on the console into the log. */
export function captureConsole(log: Log): void {
  console.error = (...parts: unknown[]) =>
    log.warn({ library: format(...parts) }, 'library message')
  console.warn = console.error
}

function standardError(): DestinationStream {
  return destination({ fd: 2, sync: true })
}

/**
 * The parts of an error that lead to its cause. Other fields stay out: the connector's errors carry
 * the request that failed, with its access token and the message.
 */
function cause(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: format(error) }
  const { name, message, stack } = error
  const code = 'code' in error ? format(error.code) : undefined
  return { name, message, code, stack, cause: error.cause && cause(error.cause) }
}
