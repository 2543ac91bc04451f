import type { FastifyRequest } from 'fastify'

/**
 * The pattern of the address that answered, as in the contract (`/api/conversations/:conversationId`): never the address
 * itself, which holds tokens and searches. Files and pages of the screens are one name, so that names stay few.
 */
export const routeName = (request: FastifyRequest): string => {
  const pattern = request.routeOptions.url
  if (pattern === undefined) return '(unknown)'
  return /^\/(api|channels|health|ready|metrics)(\/|$)/.test(pattern) ? pattern : '(page)'
}
