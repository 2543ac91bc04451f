import type { Endpoint } from '../../channel.ts'
import { freshToken } from '../proof/fresh-token.ts'
import { inForm, json } from '../visit.ts'

/**
 * `GET /:token/challenge`: `{ token, bits, minimumMs }` for one inquiry. A solution is a decimal number whose SHA-256
 * together with the token (`<token>:<solution>`) begins with `bits` zero bits.
 */
export const getChallenge: Endpoint = {
  method: 'GET',
  path: '/:token/challenge',
  cors: true,
  perMinute: 1200,
  handle: inForm(async (request, _host, inbox) =>
    json({
      ...freshToken(inbox, request.network),
      minimumMs: inbox.settings.protection.minimumSeconds * 1000,
    }),
  ),
}
