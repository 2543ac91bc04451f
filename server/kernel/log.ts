import { pino, type DestinationStream, type Logger } from 'pino'

/** Prints a line for the person who started the program. */
export const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Prints a line about a failure for that person. */
export const printError = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** Structured log, one JSON line each. Never hand it a person's name, address or words: ids only. */
export type Log = Logger

/** An error without its other fields: the database puts the values of the row that it refused into them. */
const plainError = (error: unknown): object =>
  error instanceof Error
    ? {
        type: error.name,
        code: (error as { code?: unknown }).code,
        message: error.message,
        stack: error.stack,
      }
    : { message: String(error) }

/** The process log. `level` is one of pino's levels or `silent`; `to` is standard output unless said otherwise. */
export const createLog = (level: string, to?: DestinationStream): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: plainError },
      redact: { paths: ['req.headers', '*.password', '*.secret', '*.token'], remove: true },
    },
    to ?? pino.destination(1),
  )
