import { pino, type Logger } from 'pino'

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

/** The process log. `level` is one of pino's levels or `silent`. */
export const createLog = (level: string): Log =>
  pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['req.headers', '*.password', '*.secret', '*.token'], remove: true },
  })
