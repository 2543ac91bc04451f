import type { ApiDocument, Operation, Schema } from './document.ts'
import { curlOf } from './example.ts'
import { html, type Html } from './html.ts'
import { fields, typeWords } from './shapes.ts'

interface Entry {
  path: string
  method: string
  operation: Operation
}

/** A kind of event that webhooks are told. */
interface Told {
  name: string
  description: { en: string }
}

const byRoom = (document: ApiDocument): [string, Entry[]][] => {
  const entries = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  return [...Map.groupBy(entries, ({ operation }) => operation.tags[0] ?? '')]
}

const who = ({ operation }: Entry): string => {
  if (operation.security) return 'anybody'
  const permission = operation['x-permission']
  return permission ? `holders of ${permission}` : 'anybody signed in'
}

const parameters = (title: string, entry: Entry, where: string): Html => {
  const mine = entry.operation.parameters.filter((parameter) => parameter.in === where)
  if (mine.length === 0) return html``
  const shape: Schema = {
    properties: Object.fromEntries(
      mine.map(({ name, schema, description }) => [name, description ? { ...schema, description } : schema]),
    ),
    required: mine.filter(({ required }) => required).map(({ name }) => name),
  }
  return html`<h3>${title}</h3>${fields(shape, true)}`
}

const body = (
  title: string,
  content: Record<string, { schema: Schema }> | undefined,
  marked: boolean,
): Html => {
  const [type, one] = Object.entries(content ?? {})[0] ?? []
  if (!one) return html``
  const words = typeWords(one.schema)
  return html`<h3>${title} <small>${type}${words === 'object' ? '' : `: ${words}`}</small></h3>${fields(one.schema, marked)}`
}

const section = (entry: Entry, base: string): Html => {
  const { operation, path, method } = entry
  const [status, success] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? []
  return html`<details id="${operation.operationId}" data-find="${`${method} ${path} ${operation.summary} ${operation.operationId}`.toLowerCase()}">
<summary><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code> <span>${operation.summary}</span></summary>
<p>For ${who(entry)}.</p>
${parameters('In the path', entry, 'path')}${parameters('Query', entry, 'query')}${parameters('Headers', entry, 'header')}
${body('Body', operation.requestBody?.content, true)}
${success?.content ? body(`Answer ${status}`, success.content, false) : html`<h3>Answer ${status}</h3><p>Nothing.</p>`}
<h3>Example</h3><pre tabindex="0"><code>${curlOf(base, path, method, operation)}</code></pre>
</details>`
}

const guide = (
  base: string,
  told: readonly Told[],
): Html => html`<section id="guide" class="guide"><h2>How it works</h2>
<p>Everything that the app does is here; the app uses nothing else. The machine-readable description is <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).</p>
<dl>
<dt>Signing in</dt><dd>Send an API key: <code>Authorization: Bearer KEY</code>. A key acts as the person who owns it, with their role and teams; owners make keys in the settings. What that person may not see does not exist: <code>404</code>.</dd>
<dt>Errors</dt><dd>Problem documents (RFC 9457): <code>code</code> for programs, <code>detail</code> for people, <code>fields</code> for what was wrong where, <code>requestId</code> for the log.</dd>
<dt>Lists</dt><dd>Come in pages: hand <code>next</code> back as <code>cursor</code>; <code>null</code> is the end.</dd>
<dt>Writing once</dt><dd>Send an <code>Idempotency-Key</code> of your own. The same key with the same request is done once; a repetition gets the first answer and <code>Idempotent-Replayed: true</code>.</dd>
<dt>Limits</dt><dd><code>RateLimit-Limit</code>, <code>RateLimit-Remaining</code> and <code>RateLimit-Reset</code> (seconds) stand at every answer; past the limit comes <code>429</code> with <code>Retry-After</code>.</dd>
<dt>Webhooks</dt><dd>Signed as <a href="https://www.standardwebhooks.com" rel="noreferrer">Standard Webhooks</a> 1.0; body <code>{"type", "timestamp", "data"}</code>. Take each <code>webhook-id</code> once: a delivery may be repeated, and the order may differ.
<ul>${told.map(({ name, description }) => html`<li><code>${name}</code> — ${description.en}</li>`)}</ul></dd>
</dl><pre tabindex="0"><code>KEY=…
curl -H "Authorization: Bearer $KEY" '${base}/api/me'</code></pre></section>`

/** The readable page of an OpenAPI document: whole without a script, which only adds the search. */
export const renderDocs = (document: ApiDocument, told: readonly Told[]): string => {
  const base = document.servers[0]?.url ?? ''
  const rooms = byRoom(document)
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>API of ${document.info.title}</title>
<link rel="stylesheet" href="/api/docs/page.css"><script src="/api/docs/page.js" defer></script></head>
<body><header><h1>${document.info.title} <small>API ${document.info.version}</small></h1>
<input type="search" id="search" placeholder="Search: path, words, name" aria-label="Search the API" autocomplete="off"><output id="found" for="search"></output></header>
<nav aria-label="Contents"><a href="#guide">How it works</a>${rooms.map(([room, entries]) => html`<a href="#room-${room}">${room} <small>${entries.length}</small></a>`)}</nav>
<main>${guide(base, told)}
${rooms.map(([room, entries]) => html`<section id="room-${room}"><h2>${room}</h2>${entries.map((entry) => section(entry, base))}</section>`)}
</main></body></html>
`.text
}
