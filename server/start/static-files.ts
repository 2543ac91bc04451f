import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'

const DIST = join(import.meta.dirname, '../../dist')

const APP_POLICY =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; font-src 'self' data:; connect-src 'self' ws: wss:; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"

const hashed = (reply: FastifyReply, path: string): void => {
  const forEver = /[/\\]assets[/\\]/.test(path)
  reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
}

/** Serves the widget's files, which pages of others load. */
const mountWidget = async (server: FastifyInstance): Promise<void> => {
  const root = join(DIST, 'widget')
  if (!existsSync(root)) return
  await server.register(fastifyStatic, {
    root,
    prefix: '/widget/',
    preCompressed: true,
    decorateReply: false,
    setHeaders: (reply, path) => {
      hashed(reply, path)
      reply.header('access-control-allow-origin', '*')
      reply.header('cross-origin-resource-policy', 'cross-origin')
    },
  })
}

/** Serves the built screens; gives the function that answers with the app's page, or undefined when it was not built. */
export const mountFiles = async (
  server: FastifyInstance,
): Promise<((reply: FastifyReply) => FastifyReply) | undefined> => {
  await mountWidget(server)
  const root = join(DIST, 'web')
  if (!existsSync(join(root, 'index.html'))) return undefined
  await server.register(fastifyStatic, {
    root,
    prefix: '/',
    preCompressed: true,
    wildcard: false,
    index: false,
    setHeaders: hashed,
  })
  const page = (reply: FastifyReply): FastifyReply =>
    reply
      .header('content-security-policy', APP_POLICY)
      .header('cache-control', 'no-cache')
      .sendFile('index.html')
  server.get('/', (_request, reply) => page(reply))
  return page
}
