/** The closed list of ways in which work is refused; each has one HTTP status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'too-many'
  | 'unavailable'
  | 'bug'

const STATUS: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-many': 429,
  unavailable: 503,
  bug: 500,
}

/** The HTTP status of an error kind. */
export const statusOf = (kind: ErrorKind): number => STATUS[kind]

/** More about an error, for machines: which fields, which limit. */
export interface ErrorDetails {
  fields?: { path: string; message: string }[]
  retryAfterSeconds?: number
  /** What it was refused for, one by one; they reach the client. */
  reasons?: Record<string, string | boolean>[]
  [key: string]: unknown
}

/**
 * An error that people may read. `code` belongs to the room that throws it (`conversations.already-assigned`);
 * the message says what happened and what to do.
 */
export class AppError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly details: ErrorDetails
  constructor(kind: ErrorKind, code: string, message: string, details: ErrorDetails = {}) {
    super(message)
    this.name = 'AppError'
    this.kind = kind
    this.code = code
    this.details = details
  }
}

const maker =
  (kind: ErrorKind) =>
  (code: string, message: string, details?: ErrorDetails): AppError =>
    new AppError(kind, code, message, details)

/** What was sent can't be taken; the message says which part and what is allowed. */
export const invalid = maker('invalid')
/** Nobody is signed in, or the sign-in ended. */
export const unauthenticated = maker('unauthenticated')
/** Signed in, but not allowed. */
export const forbidden = maker('forbidden')
/** It does not exist, or the caller may not know that it does. */
export const notFound = maker('not-found')
/** Somebody changed it meanwhile, or it exists already. */
export const conflict = maker('conflict')
/** A limit was reached; `retryAfterSeconds` says when to come back. */
export const tooMany = maker('too-many')
/** Something that we need is away for now. */
export const unavailable = maker('unavailable')

const MB = 1024 * 1024
const sizeInWords = (bytes: number): string =>
  bytes < MB ? `${Math.floor(bytes / 1024)} kB` : `${Math.floor(bytes / MB)} MB`

/** More was sent than is taken: 413, with the limit (bytes) in words and as a number. */
export const tooLarge = (
  code: 'kernel.too-large' | 'kernel.file-too-large',
  limitBytes: number,
): AppError => {
  const what = code === 'kernel.too-large' ? 'request' : 'file'
  const text = `The ${what} is larger than ${sizeInWords(limitBytes)}, the most that is taken here. Send a smaller one.`
  return new AppError('invalid', code, text, { status: 413, limitBytes })
}

/** The AppError inside an unknown thrown value, if it is one. */
export const asAppError = (error: unknown): AppError | undefined =>
  error instanceof AppError ? error : undefined

/** A thrown value's text, for logs and attempt records. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error))
