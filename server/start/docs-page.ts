import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { openApi } from '../kernel/http/index.ts'
import type { Room } from '../kernel/room.ts'
import type { ApiDocument } from './docs-page/document.ts'
import { renderDocs } from './docs-page/render.ts'
import { VERSION } from './version.ts'
import { webhookEvents } from './webhook-events.ts'

const FOLDER = join(import.meta.dirname, 'docs-page')
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** An answer that stays the same as long as the process runs: made at the first call, packed once. */
const kept = (type: string, make: () => string) => {
  let text: Buffer | undefined
  let packed: Buffer | undefined
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    text ??= Buffer.from(make())
    reply
      .type(type)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding')
      .header('content-security-policy', POLICY)
    if (!/\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))) return reply.send(text)
    packed ??= gzipSync(text)
    return reply.header('content-encoding', 'gzip').send(packed)
  }
}

/** The API's description for machines at /api/openapi.json, and for people at /api/docs. Nothing of it is secret. */
export const mountDocs = (server: FastifyInstance, rooms: readonly Room[], publicUrl: string): void => {
  const describe = (): ApiDocument => openApi(rooms, publicUrl, VERSION) as unknown as ApiDocument
  const file = (name: string): string => readFileSync(join(FOLDER, name), 'utf8')
  const answers = {
    '/api/openapi.json': kept('application/json; charset=utf-8', () => JSON.stringify(describe())),
    '/api/docs': kept('text/html; charset=utf-8', () => renderDocs(describe(), webhookEvents)),
    '/api/docs/page.css': kept('text/css; charset=utf-8', () => file('page.css')),
    '/api/docs/page.js': kept('text/javascript; charset=utf-8', () => file('page.js')),
  }
  for (const [path, answer] of Object.entries(answers))
    server.get(path, async (request, reply) => answer(request, reply))
}
