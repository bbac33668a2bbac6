/** Bad usage of a command; its text is followed by the command's usage. */
export class UsageError extends Error {}

/**
 * Runs a command with the arguments of this process. What goes wrong is said on standard error
 * without a stack; the process ends with 2 for bad usage and with 1 for everything else.
 */
export async function runCommand(
  usage: string,
  command: (args: string[]) => Promise<void>,
): Promise<void> {
  const args = process.argv.slice(2)
  process.stdout.on('error', leave)
  try {
    if (args.includes('--help')) process.stdout.write(`${usage}\n`)
    else await command(args)
  } catch (error) {
    const misused = error instanceof UsageError || isArgumentError(error)
    warn(misused ? `${messageOf(error)}\n\n${usage}` : messageOf(error))
    process.exitCode = misused ? 2 : 1
  }
}

/** Writes a line to standard error, where progress and warnings go. */
export function warn(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Whoever reads the output may stop early, as `head` does. */
function leave(error: NodeJS.ErrnoException): void {
  process.exit(error.code === 'EPIPE' ? 0 : 1)
}

function isArgumentError(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  )
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message
}
