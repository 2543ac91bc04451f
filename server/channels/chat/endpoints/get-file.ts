import type { Endpoint } from '../../channel.ts'
import { extendedValue } from '../../../kernel/mime/extended-value.ts'
import { Refused } from '../refuse.ts'
import { withVisitor } from '../visit.ts'
import { screenOf } from '../visitor.ts'

const PICTURE = /^image\/(png|jpeg|gif|webp|avif)$/

/** `GET /:token/files/:file`: a file of the visitor's thread. Only pictures are shown; everything else is saved. */
export const getFile: Endpoint = {
  method: 'GET',
  path: '/:token/files/:file',
  cors: true,
  perMinute: 3000,
  handle: withVisitor(async ({ request, host, inbox, visitor }) => {
    const file = await host.threadFile(inbox, screenOf(visitor), request.params['file'] ?? '')
    if (!file) throw new Refused(404, 'chat.no-file')
    const shown = PICTURE.test(file.type)
    return {
      status: 200,
      headers: {
        'content-type': shown ? file.type : 'application/octet-stream',
        'content-length': String(file.size),
        'content-disposition': `${shown ? 'inline' : 'attachment'}; filename*=${extendedValue(file.name)}`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, max-age=86400, immutable',
      },
      body: file.open(),
    }
  }),
}
