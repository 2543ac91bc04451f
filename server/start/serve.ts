import { existsSync } from 'node:fs'
import type { Config } from '../kernel/config/index.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../kernel/embedded-postgres/index.ts'
import { prepareSetUp, runUnattendedSetUp } from '../modules/access/index.ts'
import { startApp, type App } from './app.ts'
import { checkDatabase } from './check-database.ts'
import { choosePort, tryPort } from './choose-port.ts'
import { readSetUp } from './read-set-up.ts'
import { print as say } from '../kernel/log.ts'
import { StartError } from './start-error.ts'

/** Starts everything, prints where it is, and runs until it is told to stop. Gives the exit code. */
export const serve = async (config: Config, options: { demo: boolean }): Promise<number> => {
  const stopped = untilStopped()
  const setUp = config.setup === undefined ? undefined : readSetUp(config.setup)
  const embedded = config.databaseUrl === undefined ? await startDatabase(config) : undefined
  try {
    const connectionString = config.databaseUrl ?? (embedded as EmbeddedPostgres).connectionString
    await checkDatabase(connectionString)
    const app = await listen(config, connectionString)
    try {
      if (options.demo) await (await import('../../seed/index.ts')).loadDemo(app.database, say)
      if (setUp !== undefined) await setUpUnattended(app, setUp)
      await greet(app, config)
      say((await stopped) === 'SIGINT' ? '\nStopping …' : 'Stopping …')
    } finally {
      await app.close()
    }
  } finally {
    await embedded?.stop()
  }
  return 0
}

/**
 * The embedded database. No new one is made for a port that is taken; where one stands, a port that is taken mostly means
 * that it runs already, which its launcher says better.
 */
const startDatabase = async (config: Config): Promise<EmbeddedPostgres> => {
  if (!existsSync(config.dataDir)) await explained(config, () => tryPort(config))
  return startEmbeddedPostgres({ dataDir: config.dataDir, log: say })
}

const listen = (config: Config, connectionString: string): Promise<App> =>
  explained(config, async () => startApp({ config: await choosePort(config), connectionString, say }))

/** Says in a sentence why this machine does not let us listen. */
const explained = async <T>(config: Config, run: () => Promise<T>): Promise<T> => {
  try {
    return await run()
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'EADDRINUSE')
      throw new StartError(
        `Port ${config.port} is taken by another program. Stop that one, or choose another port with MADOGUCHI_PORT.`,
      )
    if (code === 'EACCES')
      throw new StartError(
        `Port ${config.port} may not be used by this user. Choose one above 1023 with MADOGUCHI_PORT.`,
      )
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartError(`This machine has no address ${config.host}. Correct MADOGUCHI_HOST.`)
    throw error
  }
}

const setUpUnattended = async (app: App, input: unknown): Promise<void> => {
  const { apiKey, existed } = await runUnattendedSetUp(app.database, input)
  if (existed) say('MADOGUCHI_SETUP: there is a workspace already; nothing was changed.')
  else say(`MADOGUCHI_SETUP: done. API key (shown this once): ${apiKey}`)
}

const greet = async (app: App, config: Config): Promise<void> => {
  const address = config.url ?? `http://localhost:${app.port}`
  const { needed, code } = await prepareSetUp(app.database)
  if (needed) say(`\nWelcome to Madoguchi. Set it up at ${address}/setup with this one-time code: ${code}\n`)
  say(`Madoguchi is ready: ${address}`)
}

/** One Ctrl-C comes twice: from the terminal, which tells all of its programs, and from whatever started us. */
const SAME_KEY_MS = 1000

/** Resolves with the first signal to stop; a further one ends the process at once. */
const untilStopped = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    let told: number | undefined
    const stop = (signal: NodeJS.Signals): void => {
      if (told !== undefined && performance.now() - told > SAME_KEY_MS) process.exit(1)
      told ??= performance.now()
      resolve(signal)
    }
    process.on('SIGINT', stop)
    process.on('SIGTERM', stop)
  })
