import { addressOf } from './call.ts'
import { ApiProblem } from './problem.ts'
import { routes } from './routes.gen.ts'
import type { Attachment, Problem } from './types.ts'

/** Where a kept file is fetched. */
export const attachmentAddress = (attachmentId: string): string =>
  addressOf(routes['conversations.getAttachment'].slice('GET '.length), { params: { attachmentId } })

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

const problemIn = (body: unknown, status: number): Pick<Problem, 'code' | 'status'> =>
  typeof body === 'object' && body !== null && 'code' in body
    ? { ...(body as Problem), status }
    : { code: `http-${status}`, status }

/**
 * Sends a file to the server, to be attached to a message later. `progress` hears shares from 0 to 1.
 * XMLHttpRequest, since fetch tells nothing about progress of what is sent.
 */
export function upload(
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Attachment> {
  const { promise, resolve, reject } = Promise.withResolvers<Attachment>()
  const [, path = ''] = routes['conversations.uploadFile'].split(' ')
  const request = new XMLHttpRequest()
  request.open('POST', addressOf(path, { query: { name: file.name || 'file' } }))
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.setRequestHeader('idempotency-key', crypto.randomUUID())
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) progress(event.loaded / event.total)
  })
  request.addEventListener('load', () => {
    const body = parse(request.responseText)
    if (request.status >= 200 && request.status < 300) resolve(body as Attachment)
    else reject(new ApiProblem(problemIn(body, request.status)))
  })
  request.addEventListener('error', () => reject(new ApiProblem({ code: 'network', status: 0 })))
  request.addEventListener('abort', () => reject(new ApiProblem({ code: 'cancelled', status: 0 })))
  signal.addEventListener('abort', () => request.abort())
  request.send(file)
  return promise
}
