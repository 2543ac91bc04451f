import type { FastifyInstance } from 'fastify'
import type { Database } from '../kernel/db/index.ts'
import { notFound } from '../kernel/errors.ts'
import { sendProblem } from '../kernel/http/index.ts'
import type { Room } from '../kernel/room.ts'
import { mountDocs } from './docs-page.ts'
import { isReady } from './ready.ts'
import { mountFiles } from './static-files.ts'

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
  if (!isWeb) return
  mountDocs(server, rooms, database.kernel.publicUrl)
  const appPage = await mountFiles(server)
  // Every address that is no file and no API belongs to the app, which has its own page for unknown ones.
  server.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    const isPage =
      request.method === 'GET' && !/^\/(api|channels|widget)\//.test(path) && !/\.[a-z0-9]+$/i.test(path)
    if (isPage && appPage) return appPage(reply)
    return sendProblem(
      reply,
      request,
      notFound('kernel.no-such-address', `There is nothing at ${request.method} ${path.slice(0, 200)}.`),
    )
  })
}
