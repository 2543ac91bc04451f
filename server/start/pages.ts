import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Database } from '../kernel/db/index.ts'
import { notFound } from '../kernel/errors.ts'
import { openApi, sendProblem } from '../kernel/http/index.ts'
import type { Room } from '../kernel/room.ts'
import { isReady } from './ready.ts'
import { VERSION } from './version.ts'

const DIST = join(import.meta.dirname, '../../dist')

const APP_POLICY =
  "default-src 'self'; img-src 'self' data: blob: https:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self' ws: wss:; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

/** What the pages need of the process. */
export interface PageServices {
  server: FastifyInstance
  database: Database
  rooms: readonly Room[]
  /** Whether this process serves people, or has its health pages alone. */
  isWeb: boolean
}

/** Everything that is no room's: health, the API's description, the apps' files. */
export const mountPages = async ({ server, database, rooms, isWeb }: PageServices): Promise<void> => {
  server.get('/health', async () => ({ status: 'ok' }))
  server.get('/ready', async (_request, reply) => {
    const ready = await isReady(database)
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready' })
  })
  // Every address that is no file and no API belongs to the app, which has its own page for unknown ones.
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    const isPage =
      request.method === 'GET' && !/^\/(api|channels|widget)\//.test(path) && !/\.[a-z0-9]+$/i.test(path)
    if (isPage && hasApp) return appPage(reply)
    return sendProblem(
      reply,
      request,
      notFound('kernel.no-such-address', `There is nothing at ${request.method} ${path.slice(0, 200)}.`),
    )
  })
  if (!isWeb) return
  server.get('/api/openapi.json', async () => openApi(rooms, database.kernel.publicUrl, VERSION))
  await mountFiles(server)
}

const mountFiles = async (server: FastifyInstance): Promise<void> => {
  const web = join(DIST, 'web')
  const widget = join(DIST, 'widget')
  const hashed = (reply: FastifyReply, path: string): void => {
    reply.header(
      'cache-control',
      /[/\\]assets[/\\]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    )
  }
  if (existsSync(widget)) {
    await server.register(fastifyStatic, {
      root: widget,
      prefix: '/widget/',
      decorateReply: false,
      setHeaders: (reply, path) => {
        hashed(reply, path)
        reply.header('access-control-allow-origin', '*')
        reply.header('cross-origin-resource-policy', 'cross-origin')
      },
    })
  }
  if (!existsSync(web)) return
  await server.register(fastifyStatic, {
    root: web,
    prefix: '/',
    wildcard: false,
    index: false,
    setHeaders: hashed,
  })
  const page = (reply: FastifyReply): FastifyReply =>
    reply
      .header('content-security-policy', APP_POLICY)
      .header('cache-control', 'no-cache')
      .sendFile('index.html')
  server.get('/', async (_request, reply) => page(reply))
}
