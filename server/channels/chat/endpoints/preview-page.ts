import { randomBytes } from 'node:crypto'
import type { Endpoint, EndpointResponse } from '../../channel.ts'
import { inInbox } from '../visit.ts'

/**
 * `GET /:token/preview`: an empty page with the opened window, for the settings of the inbox. Only our own pages may
 * frame it.
 */
export const previewPage: Endpoint = {
  method: 'GET',
  path: '/:token/preview',
  perMinute: 120,
  handle: inInbox(async ({ inbox }): Promise<EndpointResponse> => {
    const nonce = randomBytes(16).toString('base64')
    return {
      status: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': `default-src 'self'; script-src 'self' 'nonce-${nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; base-uri 'none'; frame-ancestors 'self'`,
      },
      body: `<!doctype html>
<html lang="${inbox.language.startsWith('en') ? 'en' : 'ja'}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Preview</title>
<style>html{background:#eef1f5}</style>
<script nonce="${nonce}">(window.Madoguchi=function(){(Madoguchi.q=Madoguchi.q||[]).push(arguments)})('open')</script>
<script async src="/channels/chat/${encodeURIComponent(inbox.token)}/widget.js"></script>
</html>
`,
    }
  }),
}
