import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)
const report = z.array(z.object({ filename: z.string().regex(/^[\w.-]+\.tgz$/) })).length(1)

/**
 * Fetches a package's tarball with the npm client, under its user's own settings; none of the
 * package's scripts runs.
 *
 * @returns the path of the tarball, inside the folder
 * @throws where npm can't be run or can't get the package
 */
export async function packWithNpm(name: string, folder: string): Promise<string> {
  const args = ['pack', name, '--ignore-scripts', '--json', '--loglevel=error']
  // On Windows npm is a script, which only a shell starts.
  const shell = process.platform === 'win32'
  const { stdout } = await run('npm', [...args, '--pack-destination', '.'], {
    cwd: folder,
    shell,
    timeout: 300_000,
  }).catch(failed)
  const [packed] = report.parse(JSON.parse(stdout))
  return join(folder, packed?.filename ?? '')
}

/** npm explains itself at length; its error code, or else its first line, says enough. */
function failed(cause: Error): never {
  const [, code] = /^npm (?:error|ERR!) code (\w+)/m.exec(cause.message) ?? []
  const [first = ''] = cause.message.split('\n')
  throw new Error(`npm: ${code ?? first}`, { cause })
}
