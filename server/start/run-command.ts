import { ConfigError, readConfig } from '../kernel/config/index.ts'
import { EmbeddedPostgresError } from '../kernel/embedded-postgres/index.ts'
import { MigrationError } from '../kernel/db/migrate.ts'
import { asAppError } from '../kernel/errors.ts'
import { printError } from '../kernel/log.ts'
import { serve } from './serve.ts'
import { StartError } from './start-error.ts'

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
    return await serve(readConfig(), { demo: words.includes('--demo') })
  } catch (error) {
    const sentence = sentenceOf(error)
    printError(sentence ?? (error instanceof Error ? (error.stack ?? error.message) : String(error)))
    return 1
  }
}
