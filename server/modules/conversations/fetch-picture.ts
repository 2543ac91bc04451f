import { Readable } from 'node:stream'
import { invalid, unavailable } from '../../kernel/errors.ts'
import { HttpRefused, HttpUnreachable, safeFetch, type SafeRequest } from '../../kernel/http-client/index.ts'
import { Download } from '../../kernel/http/index.ts'
import { isShowablePicture, sniffType } from '../../kernel/mime/sniff.ts'

const LIMITS: SafeRequest = {
  headers: { accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif,image/bmp' },
  connectMs: 5000,
  idleMs: 5000,
  totalMs: 15_000,
  maxBytes: 10 * 1024 * 1024,
  redirects: 3,
}

/**
 * Fetches a picture that a stranger's mail names; what it is says its bytes, not its server. No cookie or referrer is
 * sent, private networks stay closed even where people may type addresses in them (`allowPrivate` is for tests), and
 * nothing that can hold a script (SVG) comes through.
 */
export const fetchPicture = async (url: string, limits: Partial<SafeRequest> = {}): Promise<Download> => {
  const answer = await safeFetch(url, { ...LIMITS, ...limits }).catch((error: unknown) => {
    if (error instanceof HttpRefused) throw invalid('conversations.no-picture', error.message)
    if (error instanceof HttpUnreachable) throw unavailable('conversations.picture-away', error.message)
    throw error
  })
  if (answer.status !== 200)
    throw unavailable('conversations.picture-away', `The picture’s server answered ${answer.status}.`)
  const type = sniffType(answer.body, '')
  if (!isShowablePicture(type))
    throw invalid('conversations.no-picture', 'What stands there is no picture that can be shown.')
  return new Download({
    name: 'picture',
    type,
    size: answer.body.length,
    open: () => Readable.from([answer.body]),
  })
}
