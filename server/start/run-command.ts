import { ConfigError, readConfig, type Config } from '../kernel/config/index.ts'
import { EmbeddedPostgresError } from '../kernel/embedded-postgres/index.ts'
import { MigrationError } from '../kernel/db/migrate.ts'
import { asAppError } from '../kernel/errors.ts'
import { printError } from '../kernel/log.ts'
import { runBackup } from './backup/run-backup.ts'
import { runRestore } from './backup/run-restore.ts'
import { runDoctor } from './doctor/run-doctor.ts'
import { serve } from './serve.ts'
import { StartError } from './start-error.ts'

/** Work beside the running product: `node server/main.ts backup FILE`. */
const commands = new Map<string, (config: Config, words: readonly string[]) => Promise<number>>([
  ['backup', runBackup],
  ['restore', runRestore],
  ['doctor', runDoctor],
])

/** Errors that people made or can mend: one sentence is enough, a stack would only frighten. */
const sentenceOf = (error: unknown): string | undefined => {
  if (
    error instanceof ConfigError ||
    error instanceof EmbeddedPostgresError ||
    error instanceof MigrationError ||
    error instanceof StartError
  )
    return error.message
  return asAppError(error)?.message
}

/** Runs what the command line asks for; gives the exit code. */
export const runCommand = async (words: readonly string[]): Promise<number> => {
  try {
    const [name = '', ...rest] = words
    const command = commands.get(name)
    if (command) return await command(readConfig(), rest)
    if (/^\w/.test(name))
      throw new StartError(
        `There is no command “${name}”. There are: ${[...commands.keys()].join(', ')}; without a word the product starts.`,
      )
    return await serve(readConfig(), { demo: words.includes('--demo') })
  } catch (error) {
    const sentence = sentenceOf(error)
    printError(sentence ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)))
    return 1
  }
}
