import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../../kernel/config/index.ts'
import { createVault } from '../../kernel/secrets/index.ts'

const fileOf = (config: Config): string => join(config.dataDir, 'secret.key')

/** This installation's key, if it has one already. */
export const presentKey = (config: Config): string | undefined => {
  if (config.secret) return config.secret
  const file = fileOf(config)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
}

/** Something that only this key makes, and that tells nothing about it. */
export const signOf = (key: string): string => createVault(key).sign('backup', 'the same key')

/**
 * Puts the key of a backup into the data folder; one that is there is kept beside it under another name. Gives what to
 * tell the person.
 */
export const keepKey = (config: Config, key: string): string => {
  if (config.secret === key || (!config.secret && presentKey(config) === key))
    return 'The key is the same as here.'
  if (config.secret)
    return 'MADOGUCHI_SECRET is set here to another key than the backup’s: unset it, or give it the key of the backed-up installation. Nothing stored can be opened until then.'
  const file = fileOf(config)
  const old = `${file}.replaced-${Date.now()}`
  const existed = existsSync(file)
  if (existed) renameSync(file, old)
  writeFileSync(file, key, { mode: 0o600, flag: 'wx' })
  return existed ? `The key was put into ${file}; the one before is ${old}.` : `The key was put into ${file}.`
}

/** What to tell about a backup that came without its key. */
export const adviseKey = (config: Config, keySign: string): string => {
  const key = presentKey(config)
  if (key !== undefined && keySign !== '' && signOf(key) === keySign)
    return 'The key here is the one of the backup.'
  return 'The key here is not the one of the backup: put the old secret.key into the data folder (or set MADOGUCHI_SECRET) before the start. Without it mail passwords, webhook secrets and second factors must be entered anew.'
}
