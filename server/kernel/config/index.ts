import { resolve } from 'node:path'
import { environment, settings } from './schema.ts'

/** The process's configuration, read once at start. */
export interface Config {
  port: number
  host: string
  dataDir: string
  url: string | undefined
  databaseUrl: string | undefined
  /** A read replica for reports. */
  databaseReportsUrl: string | undefined
  roles: ReadonlySet<'web' | 'worker'>
  setup: string | undefined
  secret: string | undefined
  trustedProxies: string[]
  logLevel: string
  dbPool: number
  maxUploadBytes: number
  privateNetwork: boolean
  smtpInPort: number | undefined
  /** PEM files; undefined: a certificate of our own. */
  smtpInTls: { certFile: string; keyFile: string } | undefined
}

/** A wrong setting; the message names it and says what is allowed. */
export class ConfigError extends Error {}

/**
 * Reads and checks the settings.
 * @throws ConfigError with one sentence naming the first wrong setting.
 */
export const readConfig = (env: Record<string, string | undefined> = process.env): Config => {
  const given = Object.fromEntries(
    Object.keys(settings).map((name) => [name, env[name] === '' ? undefined : env[name]]),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const name = String(issue?.path[0])
    // Never what was given: passwords and keys are settings, too.
    throw new ConfigError(`The setting ${name} can't be used: ${issue?.message}. See docs/configuration.md.`)
  }
  const value = parsed.data
  return {
    port: value.MADOGUCHI_PORT,
    host: value.MADOGUCHI_HOST,
    dataDir: resolve(value.MADOGUCHI_DATA),
    url: value.MADOGUCHI_URL?.replace(/\/+$/, ''),
    databaseUrl: value.DATABASE_URL,
    databaseReportsUrl: value.DATABASE_REPORTS_URL,
    roles: new Set(value.MADOGUCHI_ROLES),
    setup: value.MADOGUCHI_SETUP,
    secret: value.MADOGUCHI_SECRET,
    trustedProxies: value.MADOGUCHI_TRUSTED_PROXIES.split(',')
      .map((proxy) => proxy.trim())
      .filter(Boolean),
    logLevel: value.MADOGUCHI_LOG,
    dbPool: value.MADOGUCHI_DB_POOL,
    maxUploadBytes: value.MADOGUCHI_MAX_UPLOAD_MB * 1024 * 1024,
    privateNetwork: value.MADOGUCHI_PRIVATE_NETWORK,
    smtpInPort: value.MADOGUCHI_SMTP_IN_PORT,
    smtpInTls: pairOf(value.MADOGUCHI_SMTP_IN_CERT, value.MADOGUCHI_SMTP_IN_KEY),
  }
}

const pairOf = (cert: string | undefined, key: string | undefined): Config['smtpInTls'] => {
  if (cert !== undefined && key !== undefined) return { certFile: resolve(cert), keyFile: resolve(key) }
  if (cert === undefined && key === undefined) return undefined
  throw new ConfigError(
    'The settings MADOGUCHI_SMTP_IN_CERT and MADOGUCHI_SMTP_IN_KEY belong together: set both or neither. See docs/configuration.md.',
  )
}
