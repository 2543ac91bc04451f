import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../contract.ts'
import { AppError, asAppError, invalid, statusOf, tooLarge, tooMany, unavailable } from '../errors.ts'
import type { Log } from '../log.ts'

/** Error texts of PostgreSQL's that mean "what was sent can't be kept": not a fault of ours. */
const fromDatabase = (code: string, error: Error): AppError | undefined => {
  if (code.startsWith('22'))
    return invalid(
      'kernel.bad-value',
      'A value is out of its range or has characters that can’t be stored. Correct it and send it again.',
    )
  if (code === '23503')
    return invalid('kernel.unknown-reference', 'Something that this refers to does not exist (any more).')
  if (code === '23505') return new AppError('conflict', 'kernel.exists', 'This exists already.')
  if (code === '23514' || code === '23502')
    return invalid('kernel.bad-value', 'A value is missing or not allowed here.')
  if (code.startsWith('53') || code.startsWith('57') || code.startsWith('08'))
    return unavailable(
      'kernel.database-away',
      'The database can’t answer right now. Try again in a moment.',
      { retryAfterSeconds: 5 },
    )
  return /timeout exceeded when trying to connect/.test(error.message)
    ? unavailable('kernel.busy', 'Too much is going on right now. Try again in a moment.', {
        retryAfterSeconds: 2,
      })
    : undefined
}

/** Errors that Fastify itself raises before a handler runs. */
const fromFramework = (error: FastifyError, request: FastifyRequest): AppError | undefined => {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return tooLarge(
      /octet-stream/i.test(request.headers['content-type'] ?? '')
        ? 'kernel.file-too-large'
        : 'kernel.too-large',
      request.routeOptions.bodyLimit,
    )
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return new AppError(
      'invalid',
      'kernel.media-type',
      'This address takes JSON (content-type: application/json).',
      { status: 415 },
    )
  if (error.statusCode === 429) return tooMany('kernel.too-many', 'Too many requests. Wait a moment.')
  if (error.statusCode && error.statusCode < 500)
    return new AppError(
      'invalid',
      'kernel.bad-request',
      'The request can’t be read. Check that its body is valid JSON.',
      { status: error.statusCode },
    )
  return undefined
}

/** The AppError that stands for any thrown value; unknown ones become a bug whose text stays in the log. */
export const understand = (error: unknown, log: Log, request: FastifyRequest): AppError => {
  const known = asAppError(error)
  if (known) return known
  if (error instanceof Error) {
    const code = (error as { code?: string }).code ?? ''
    const mapped = fromFramework(error as FastifyError, request) ?? fromDatabase(code, error)
    if (mapped) return mapped
  }
  log.error({ err: error, requestId: request.id }, 'a request failed')
  return new AppError(
    'bug',
    'kernel.bug',
    'Something went wrong on our side. It was logged; try again, and tell your operator if it stays.',
  )
}

/** The problem document (RFC 9457) of an error. */
const toProblem = (error: AppError, requestId: string): Problem => {
  const { status, fields, retryAfterSeconds, limitBytes, reasons } = error.details as {
    status?: number
    fields?: Problem['fields']
    retryAfterSeconds?: number
    reasons?: Problem['reasons']
    limitBytes?: number
  }
  return {
    type: `about:blank#${error.code}`,
    title: error.kind,
    status: status ?? statusOf(error.kind),
    code: error.code,
    detail: error.message,
    ...(fields ? { fields } : {}),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
    ...(reasons ? { reasons } : {}),
    requestId,
  }
}

/** Answers a request with a problem document. */
export const sendProblem = (reply: FastifyReply, request: FastifyRequest, error: AppError): FastifyReply => {
  const problem = toProblem(error, request.id)
  if (problem.retryAfterSeconds !== undefined)
    reply.header('retry-after', String(Math.ceil(problem.retryAfterSeconds)))
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem))
}
