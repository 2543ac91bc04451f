import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { resolveHost } from '../net/guard.ts'
import { tlsOptions } from '../net/tls.ts'

const timeout = 15_000
const largestAnswer = 100_000

/** Posts a form to a checked address and gives status and JSON (undefined when it is none). Throws when there is no answer. */
export const postForm = async (
  url: URL,
  fields: Record<string, string>,
  options: { allowPrivate: boolean; authority?: string },
): Promise<{ status: number; json: unknown }> => {
  const address = await resolveHost(url.hostname, options.allowPrivate)
  const body = new URLSearchParams(fields).toString()
  const secure = url.protocol === 'https:'
  const send = secure ? requestHttps : requestHttp
  return new Promise((resolve, reject) => {
    const request = send(
      {
        host: address,
        port: url.port || (secure ? 443 : 80),
        path: url.pathname + url.search,
        method: 'POST',
        headers: {
          host: url.host,
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
          accept: 'application/json',
        },
        ...(secure ? tlsOptions(url.hostname, options.authority) : {}),
        // A server that drips would reset an idle timer for ever, so the whole exchange has one limit.
        signal: AbortSignal.timeout(timeout),
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => {
          text += chunk
          if (text.length > largestAnswer) request.destroy(new Error('The answer is too long.'))
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, json: parseJson(text) }))
        response.on('error', reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
