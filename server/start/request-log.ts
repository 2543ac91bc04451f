import type { FastifyInstance } from 'fastify'
import type { Log } from '../kernel/log.ts'
import { routeName } from './route-name.ts'

/** Addresses that machines ask every few seconds: said only where somebody wants to hear everything. */
const POLLED = new Set(['/health', '/ready', '/metrics'])

/**
 * One line for each request: method, pattern of the address, status, milliseconds, request id (the header
 * `x-request-id` and problem documents carry the same). No address, no query, no body, no client: nothing personal.
 */
export const mountRequestLog = (server: FastifyInstance, log: Log): void => {
  server.addHook('onResponse', async (request, reply) => {
    const route = routeName(request)
    const line = {
      method: request.method,
      route,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      requestId: request.id,
    }
    if (POLLED.has(route)) log.debug(line, 'request')
    else log.info(line, 'request')
  })
}
