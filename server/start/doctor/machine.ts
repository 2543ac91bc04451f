import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '../../kernel/config/index.ts'
import { fail, ok, warn, type Finding } from './finding.ts'

const MB = 1024 * 1024
const LOW_MB = 1024
const EMPTY_MB = 200

const node = (): Finding =>
  Number(process.versions.node.split('.')[0]) >= 24
    ? ok(`Node ${process.versions.node}`)
    : fail(`Node ${process.versions.node} is too old`, 'Start through npm, which brings Node 24 along.')

const address = ({ url, port }: Config): Finding => {
  if (url === undefined)
    return warn(
      `MADOGUCHI_URL is not set: links in mails lead to http://localhost:${port}`,
      'Set it to the address under which customers and agents reach the product.',
    )
  const { protocol, hostname } = new URL(url)
  if (protocol === 'http:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    return warn(
      `${url} is not encrypted: passwords and messages can be read on the way`,
      'Put a reverse proxy with TLS before it, see docs/operate.md.',
    )
  return ok(`Address ${url}`)
}

const disk = async (folder: string): Promise<Finding> => {
  const { bavail, bsize } = await statfs(folder)
  const free = Math.floor((bavail * bsize) / MB)
  const text = `${free.toLocaleString('en')} MB free where ${folder} lies`
  if (free < EMPTY_MB) return fail(text, 'Make room at once: without it the database stops.')
  if (free < LOW_MB) return warn(text, 'Make room, or move the data folder to a larger disk.')
  return ok(text)
}

const key = ({ secret, dataDir }: Config): Finding => {
  if (secret) return ok('The key is set by MADOGUCHI_SECRET')
  const file = join(dataDir, 'secret.key')
  if (!existsSync(file))
    return fail(
      `There is no ${file}: stored passwords can't be opened`,
      'Put the file back from your backup, or set MADOGUCHI_SECRET to its content.',
    )
  const { mode } = statSync(file)
  if ((mode & 0o077) !== 0)
    return warn(`${file} can be read by other users of this machine`, `Run: chmod 600 ${file}`)
  return ok(`The key is in ${file}`)
}

const folder = ({ dataDir }: Config): Finding => {
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
    return ok(`Data folder ${dataDir}`)
  } catch {
    return fail(`The data folder ${dataDir} can't be written`, 'Give it to the user that runs Madoguchi.')
  }
}

/** Node, settings, data folder, disk and key. */
export const checkMachine = async (config: Config): Promise<Finding[]> => {
  const findings = [node(), address(config)]
  if (!existsSync(config.dataDir)) {
    if (config.databaseUrl === undefined || !config.secret)
      findings.push(
        fail(
          `There is no data folder ${config.dataDir}`,
          'Set MADOGUCHI_DATA to the folder of this installation; the first start makes a new one.',
        ),
      )
    return findings
  }
  return [...findings, folder(config), await disk(config.dataDir), key(config)]
}
