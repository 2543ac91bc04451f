import type { Endpoint } from '../../channel.ts'
import { assetOf } from '../page/assets.ts'
import { squeezed } from '../page/document.ts'

/** `GET /assets/:file`: the page's scripts. With the right version in the address a browser keeps them for ever. */
export const getAsset: Endpoint = {
  method: 'GET',
  path: '/assets/:file',
  cors: true,
  perMinute: 6000,
  async handle(request) {
    const asset = assetOf(request.params['file'] ?? '')
    if (!asset)
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'There is no such file.' }
    const lasting = request.query['v'] === asset.version
    return squeezed(request, 200, asset.text, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
    })
  },
}
