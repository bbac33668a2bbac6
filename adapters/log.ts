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
  const escaped = { write: (line: string) => to.write(escape(line)) }
  const formatters = { level: (label: string) => ({ level: label }) }
  const timestamp = stdTimeFunctions.isoTime
  return pino({ level, base: null, formatters, timestamp, serializers: { err: cause } }, escaped)
}

/** Leads what libraries print on the console into the log. */
export function captureConsole(log: Log): void {
  console.error = (...parts: unknown[]) =>
    log.warn({ library: format(...parts) }, 'library message')
  console.warn = console.error
}

/**
 * JSON leaves C1 controls and two line separators as they are, which terminals and log viewers obey;
 * within its texts, where alone they can stand, they may be written as escapes as well.
 */
function escape(line: string): string {
  return line.replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
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
