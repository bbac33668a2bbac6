import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { opened } from '../../fakes/connector.js'

/** Where the proxy listens, and where the bot does. */
export interface Ports {
  readonly https: string
  readonly http: string
  readonly bot: string
}

/** nginx before the bot, with the file for operators and a certificate of its own. */
export interface Nginx {
  readonly origin: string
  /** Where it listens without TLS. */
  readonly plain: string
  /** What clients have to trust. */
  readonly ca: string
  /** Reads the configuration anew; fulfilled once the workers of before take no more requests. */
  readonly reload: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** The programs that a proxy with a certificate takes, or undefined where one isn't installed. */
export const programs = found('nginx', 'openssl')

function found(...names: readonly string[]): readonly string[] | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  const paths = names.map((name) => folders.map((one) => join(one, name)).find(existsSync))
  return paths.every((path) => path !== undefined) ? paths : undefined
}

/** Two ports that nobody uses just now. */
export async function freePorts() {
  const servers = [createServer(), createServer()]
  const ports = await Promise.all(servers.map(async (one) => new URL(await opened(one)).port))
  await Promise.all(servers.map((one) => new Promise((resolve) => one.close(resolve))))
  const [https = '', http = ''] = ports
  return { https, http }
}

/** Runs nginx with adapters/deploy/nginx.conf, in which only names, ports and files are put. */
export async function startNginx(ports: Ports): Promise<Nginx> {
  const [nginx = '', openssl = ''] = programs ?? []
  const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
  // Started by root, nginx works as another user.
  chmodSync(folder, 0o755)
  const own = (name: string) => join(folder, name)
  const cert = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost'
  const names = ['-addext', 'subjectAltName=DNS:localhost']
  const files = ['-keyout', own('privkey.pem'), '-out', own('fullchain.pem')]
  execFileSync(openssl, [...cert.split(' '), ...names, ...files], { stdio: 'ignore' })
  writeFileSync(own('site.conf'), siteOn(ports, folder))
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${own(name)};`)
    .join(' ')
  writeFileSync(
    own('nginx.conf'),
    `daemon off; error_log ${own('error.log')} notice; worker_processes 1; pid ${own('pid')}; events {}
    http { access_log off; ${temporary} include ${own('site.conf')}; }`,
  )
  const run = spawn(nginx, ['-c', own('nginx.conf'), '-e', own('error.log')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => run.once('exit', () => resolve()))
  const stop = async () => {
    run.kill('SIGTERM')
    await ended
  }
  const plain = `http://127.0.0.1:${ports.http}`
  const errors = () => readFileSync(own('error.log'), 'utf8')
  while (!(await fetch(plain, { redirect: 'manual' }).catch(() => undefined))) {
    if (run.exitCode !== null) throw new Error(errors())
    await wait(20)
  }
  const reload = async () => {
    run.kill('SIGHUP')
    while (!errors().includes('gracefully shutting down')) await wait(20)
  }
  const origin = `https://localhost:${ports.https}`
  return { origin, plain, ca: readFileSync(own('fullchain.pem'), 'utf8'), reload, stop }
}

function siteOn({ https, http, bot }: Ports, folder: string): string {
  const changes: readonly (readonly [RegExp, string])[] = [
    [/listen \[::\]:\d+.*;/g, ''],
    [/listen 80;/g, `listen 127.0.0.1:${http};`],
    [/listen 443 /g, `listen 127.0.0.1:${https} `],
    [/\/etc\/letsencrypt\/live\/chat\.example\.org/g, folder],
    [/chat\.example\.org/g, 'localhost'],
    [/127\.0\.0\.1:3978/g, `127.0.0.1:${bot}`],
  ]
  const site = readFileSync(new URL('../../../adapters/deploy/nginx.conf', import.meta.url), 'utf8')
  return changes.reduce((text, [from, to]) => {
    if (!from.test(text)) throw new Error(`nginx.conf no longer has ${from}.`)
    return text.replace(from, to)
  }, site)
}
