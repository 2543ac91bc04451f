import { pino, type Logger } from 'pino'

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
