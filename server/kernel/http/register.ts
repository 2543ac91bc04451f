import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { demand, type Caller } from '../caller.ts'
import type { Route } from '../contract.ts'
import type { Database } from '../db/index.ts'
import type { Tx, WorkspaceDb } from '../db/handles.ts'
import { isAway } from '../db/is-away.ts'
import { unauthenticated } from '../errors.ts'
import type { Room } from '../room.ts'
import { networkOf } from './client-address.ts'
import { Download } from './download.ts'
import { once } from './idempotency.ts'
import { rateHeaders, type RateLimiter } from './rate-limit.ts'
import { readInput } from './read-input.ts'

/** Finds out who calls; undefined when nobody is signed in. Throws for credentials that are wrong. */
export type Authenticate = (request: Credentials) => Promise<Caller | undefined>

/** The part of a request, or of a live connection's opening, that says who calls. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly ip: string
}

/** What registering a route needs of the process. */
export interface RouteServices {
  database: Database
  /** A copy that is only read, for the routes that may be answered from it. */
  replica?: Database | undefined
  authenticate: Authenticate
  limiter: RateLimiter
  /** Checks every answer against its contract; on in tests. */
  checkAnswers: boolean
}

const CALLS_PER_MINUTE = 1200
const USUAL_BODY = 1024 * 1024

/** Adds all routes of a room to the server. */
export const registerRoom = (app: FastifyInstance, room: Room, services: RouteServices): void => {
  for (const [name, route] of Object.entries(room.contract)) {
    const handler = room.handlers[name]
    if (!handler) throw new Error(`the room ${room.name} has no handler for ${name}`)
    const isFile = route.body?.meta()?.binary === true
    app.route({
      method: route.method,
      url: route.path,
      bodyLimit: isFile ? services.database.kernel.config.maxUploadBytes : (route.bodyLimit ?? USUAL_BODY),
      // Before the body: a stranger's is not even read.
      onRequest: (request, reply) => admit(route, services, request, reply),
      handler: (request, reply) => answer(route, handler as Handler, services, request, reply),
    })
  }
}

type Handler = (input: object, context: object) => Promise<unknown>

/** Who calls, of requests that were let in. */
const callers = new WeakMap<FastifyRequest, Caller>()

/** Finds out who calls, counts the call, and refuses whoever may not make it. */
const admit = async (
  route: Route,
  services: RouteServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> => {
  const caller = await services.authenticate(request)
  limit(route, caller, services.limiter, request, reply)
  if (caller) callers.set(request, caller)
  if (route.access === 'public') return
  if (!caller)
    throw unauthenticated('access.signed-out', 'Sign in first, or send an API key (Authorization: Bearer …).')
  if (route.access !== 'signed-in') demand(caller, route.access.permission)
}

const answer = async (
  route: Route,
  handler: Handler,
  services: RouteServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const caller = callers.get(request)
  const input = readInput(route, request)
  const db = caller ? services.database.in(caller.workspaceId) : services.database.reference
  const status = route.status ?? 200
  const write: WorkspaceDb['tx'] = (work) => writeOnce(caller, db, request, reply, work, status)
  const run = (tx: Tx | undefined, from: WorkspaceDb = db): Promise<unknown> =>
    handler(input, {
      caller,
      db: from,
      tx,
      write,
      inWorkspace: (workspaceId: number) => services.database.in(workspaceId),
      http: { request, reply, ip: request.ip },
    })
  const isInTx = route.method !== 'GET' && (route.transaction ?? true) === true
  const replica = route.replica && caller ? services.replica?.in(caller.workspaceId) : undefined
  const read = (): Promise<unknown> =>
    replica
      ? run(undefined, replica).catch((error: unknown) => {
          if (!isAway(error)) throw error
          return run(undefined)
        })
      : run(undefined)
  const result = await (isInTx ? write(run) : read())
  if (result instanceof Download) return result.send(request, reply)
  if (services.checkAnswers) route.output.parse(structuredClone(result))
  if (result === null || result === undefined) return reply.status(204).send()
  return reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(result))
}

/** Runs a write in a transaction; with an Idempotency-Key once, however often it is asked for. */
const writeOnce = async <T>(
  caller: Caller | undefined,
  db: WorkspaceDb,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (tx: Tx) => Promise<T>,
  status: number,
): Promise<T> => {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || !caller) return db.tx(work)
  const text = `${request.method} ${request.url}\n${Buffer.isBuffer(request.body) ? request.body.toString('base64') : JSON.stringify(request.body ?? null)}`
  const { replayed, result } = await db.tx((tx) =>
    once(tx, { caller: caller.id ?? caller.kind, value: key, request: text }, () => work(tx), status),
  )
  if (replayed) reply.header('idempotent-replayed', 'true')
  return result
}

const limit = (
  route: Route,
  caller: Caller | undefined,
  limiter: RateLimiter,
  request: FastifyRequest,
  reply: FastifyReply,
): void => {
  const who = caller?.credentialId ?? caller?.id ?? networkOf(request.ip)
  if (route.perMinute !== undefined) {
    rateHeaders(reply, limiter.take(`${route.method} ${route.path} ${who}`, route.perMinute))
    return
  }
  rateHeaders(reply, limiter.take(`* ${who}`, CALLS_PER_MINUTE))
}
