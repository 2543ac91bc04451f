import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { EndpointRequest, EndpointResponse } from '../../channel.ts'
import type { Language } from '../words.ts'
import { html, Html } from './html.ts'

/** What the page's head and frame need. */
export interface Document {
  language: Language
  title: string
  style: string
  body: Html
  embedded: boolean
  /** Address of the page's script; none on pages that need none. */
  script?: string
}

// Before the first paint: conditional fields are hidden only where the script can show them again.
const MARK = "document.documentElement.classList.add('js')"

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

const policyOf = ({ style, script }: Document): string =>
  [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(script === undefined ? [] : [`script-src 'self' ${hashOf(MARK)}`, "worker-src 'self'"]),
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
  ].join('; ')

/** A whole page as an answer. It may stand in a frame of any shop's page; scripts and styles are ours alone. */
export const pageAnswer = (
  request: EndpointRequest,
  status: number,
  document: Document,
  headers: Record<string, string> = {},
): EndpointResponse => {
  const { language, title, style, body, embedded, script } = document
  const { text } = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(style)}</style>
${script !== undefined && html`<script>${new Html(MARK)}</script><script type="module" src="${script}"></script>`}
</head>
<body${embedded && html` class="embedded"`}>
${body}
</body>
</html>
`
  return squeezed(request, status, text, {
    'content-type': 'text/html; charset=utf-8',
    'content-language': language,
    'content-security-policy': policyOf(document),
    'cache-control': 'private, no-cache',
    ...headers,
  })
}

/** An answer in text, compressed where the browser takes that. */
export const squeezed = (
  request: EndpointRequest,
  status: number,
  text: string,
  headers: Record<string, string>,
): EndpointResponse => {
  const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
  return {
    status,
    headers: { ...headers, vary: 'accept-encoding', ...(takesGzip ? { 'content-encoding': 'gzip' } : {}) },
    body: takesGzip ? gzipSync(text) : text,
  }
}
