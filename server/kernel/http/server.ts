import { randomUUID } from 'node:crypto'
import fastifyCookie from '@fastify/cookie'
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify'
import { AppError, invalid } from '../errors.ts'
import type { Kernel } from '../kernel.ts'
import { BodyBudget, limitBodies } from './body-budget.ts'
import { proxyRanges } from './client-address.ts'
import { sendProblem, understand } from './problem.ts'
import { parseJson } from './read-input.ts'

/** The HTTP server without any route: parsing, errors as problem documents, security headers. */
export const createServer = async (kernel: Kernel): Promise<FastifyInstance> => {
  const app = fastify({
    logger: false,
    trustProxy: proxyRanges(kernel.config.trustedProxies),
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true },
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    keepAliveTimeout: 75_000,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => {
      sendProblem(reply, request, understand(error, kernel.log, request))
    },
  })
  await app.register(fastifyCookie)
  addParsers(app)
  addErrors(app, kernel)
  addGuards(app, kernel)
  limitBodies(app, new BodyBudget(kernel.config.maxUploadBytes))
  return app
}

const addParsers = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    ['application/json', 'application/merge-patch+json'],
    { parseAs: 'string' },
    (_request, body, done) => {
      try {
        done(null, parseJson(body as string))
      } catch (error) {
        done(error instanceof AppError ? error : invalid('kernel.bad-json', 'The body is not valid JSON.'))
      }
    },
  )
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
}

const addErrors = (app: FastifyInstance, kernel: Kernel): void => {
  app.setErrorHandler((error, request, reply) =>
    sendProblem(reply, request, understand(error, kernel.log, request)),
  )
}

const addGuards = (app: FastifyInstance, kernel: Kernel): void => {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'same-origin')
    // Answers hold people's words, and some a secret that is shown once: no cache keeps them.
    const isApi = inApi(request)
    if (isApi) reply.header('cache-control', 'no-store')
    if (isApi && isForeign(request, kernel.publicUrl)) {
      throw new AppError(
        'forbidden',
        'kernel.foreign-origin',
        'This page may not act for the person who is signed in.',
      )
    }
  })
}

/** True when a browser's page of another origin speaks to us. */
export const isForeignOrigin = (
  origin: string | undefined,
  host: string | undefined,
  publicUrl: string,
): boolean => origin !== undefined && origin !== publicUrl && origin.replace(/^https?:\/\//, '') !== host

/** By the route that was found: the address itself may be written in many ways (`/%61pi/...`). */
const inApi = ({ routeOptions, url }: FastifyRequest): boolean =>
  (routeOptions.url ?? url).startsWith('/api/')

/** Cross-site request forgery: a write with our cookie must come from our own pages. */
const isForeign = ({ method, headers }: FastifyRequest, publicUrl: string): boolean => {
  const { origin, host, cookie } = headers
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return false
  return Boolean(cookie?.includes('madoguchi_session')) && isForeignOrigin(origin, host, publicUrl)
}
