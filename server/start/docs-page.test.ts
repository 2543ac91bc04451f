import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../test/harness/app.ts'
import type { ApiDocument, Operation, Schema } from './docs-page/document.ts'
import { curlOf, exampleOf } from './docs-page/example.ts'
import { html } from './docs-page/html.ts'
import { renderDocs } from './docs-page/render.ts'
import { typeWords } from './docs-page/shapes.ts'

let test: TestApp
let document: ApiDocument & {
  openapi: string
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> }
  security: Record<string, unknown>[]
}
let operations: { path: string; method: string; operation: Operation }[]

beforeAll(async () => {
  test = await testApp()
  document = (await (await fetch(`${test.url}/api/openapi.json`)).json()) as typeof document
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
})

const TYPES = new Set(['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'])
/** Keywords of JSON Schema 2020-12 with the kind of value that each takes. */
const KEYWORDS: Record<string, (value: unknown) => boolean> = {
  type: (value) => [value].flat().every((type) => TYPES.has(String(type))),
  format: (value) => typeof value === 'string',
  pattern: (value) => typeof value === 'string' && new RegExp(value, 'u') instanceof RegExp,
  description: (value) => typeof value === 'string' && value !== '',
  examples: (value) => Array.isArray(value) && value.length > 0,
  title: (value) => typeof value === 'string',
  enum: (value) => Array.isArray(value) && value.length > 0,
  const: () => true,
  default: () => true,
  contentMediaType: (value) => typeof value === 'string',
  contentEncoding: (value) => typeof value === 'string',
  required: (value) => Array.isArray(value) && new Set(value).size === value.length,
  $ref: (value) => typeof value === 'string',
}
for (const name of ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'])
  KEYWORDS[name] = (value) => typeof value === 'number'
for (const name of ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'])
  KEYWORDS[name] = (value) => Number.isInteger(value) && Number(value) >= 0

const inner = (schema: Record<string, unknown>): [string, unknown][] => [
  ...['items', 'additionalProperties', 'propertyNames', 'not'].map((key): [string, unknown] => [
    key,
    schema[key],
  ]),
  ...['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap((key) =>
    ((schema[key] as unknown[] | undefined) ?? []).map((one, at): [string, unknown] => [`${key}/${at}`, one]),
  ),
  ...['properties', 'patternProperties', '$defs'].flatMap((key) =>
    Object.entries((schema[key] as object | undefined) ?? {}).map(([name, one]): [string, unknown] => [
      `${key}/${name}`,
      one,
    ]),
  ),
]
const HOLDERS = [
  'items',
  'additionalProperties',
  'propertyNames',
  'not',
  'anyOf',
  'oneOf',
  'allOf',
  'prefixItems',
  'properties',
  'patternProperties',
  '$defs',
]

/** What a schema breaks of JSON Schema 2020-12, each with its place. */
const flaws = (schema: unknown, at: string): string[] => {
  if (schema === undefined || typeof schema === 'boolean') return []
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [`${at}: is no schema`]
  const own = Object.entries(schema).flatMap(([key, value]) => {
    if (HOLDERS.includes(key)) return []
    const takes = KEYWORDS[key]
    if (!takes) return [`${at}: unknown keyword ${key}`]
    return takes(value) ? [] : [`${at}: ${key} may not be ${JSON.stringify(value)}`]
  })
  const { properties = {}, required = [] } = schema as Schema
  const missing = required
    .filter((name) => !(name in properties))
    .map((name) => `${at}: requires ${name}, which it does not describe`)
  return [
    ...own,
    ...missing,
    ...inner(schema as Record<string, unknown>).flatMap(([key, one]) => flaws(one, `${at}/${key}`)),
  ]
}

describe('the OpenAPI document', () => {
  it('is of version 3.1 with everything that this asks for', () => {
    expect(document.openapi).toMatch(/^3\.1\.\d+$/)
    expect(document.info).toMatchObject({
      title: 'Madoguchi',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    })
    expect(operations.length).toBeGreaterThan(100)
    for (const schemes of document.security)
      for (const name of Object.keys(schemes))
        expect(document.components.securitySchemes).toHaveProperty(name)
  })

  it('names every operation once, and every part of an address', () => {
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { path, operation } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const described = operation.parameters.filter((parameter) => parameter.in === 'path')
      expect(new Set(described.map(({ name }) => name)), `${path}`).toEqual(new Set(inPath))
      expect(
        described.every(({ required }) => required),
        `${path}`,
      ).toBe(true)
      expect(path).toMatch(/^\/api\/[\w/{}.-]+$/)
    }
    const shapes = operations.map(({ path, method }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`)
    expect(new Set(shapes).size).toBe(shapes.length)
  })

  it('describes every answer, and errors as problem documents', () => {
    for (const { path, method, operation } of operations) {
      const codes = Object.keys(operation.responses)
      // One answer, or beside it the one that says that there is none.
      const good = codes.filter((code) => code.startsWith('2')).join(' ')
      expect(good, `${method} ${path}`).toMatch(/^(?:2\d\d|200 204)$/)
      for (const [code, { description, content }] of Object.entries(operation.responses)) {
        expect(description).not.toBe('')
        if (code.startsWith('2')) continue
        expect(content?.['application/problem+json']?.schema).toEqual({
          $ref: '#/components/schemas/Problem',
        })
      }
      expect(operation.summary, `${path}`).toMatch(/\.$/)
    }
    expect(document.components.schemas).toHaveProperty('Problem')
  })

  it('holds valid JSON Schema alone', () => {
    const found = operations.flatMap(({ path, method, operation }) => [
      ...operation.parameters.flatMap(({ name, schema }) => flaws(schema, `${method} ${path} ${name}`)),
      ...Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) =>
        flaws(schema, `${method} ${path} body`),
      ),
      ...Object.entries(operation.responses).flatMap(([code, { content }]) =>
        Object.values(content ?? {}).flatMap(({ schema }) => flaws(schema, `${method} ${path} ${code}`)),
      ),
    ])
    expect(found).toEqual([])
  })
})

describe('the page of the API', () => {
  it('shows every operation and loads nothing from elsewhere', async () => {
    const response = await fetch(`${test.url}/api/docs`)
    const page = await response.text()
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const { operation, path } of operations) {
      expect(page).toContain(`id="${operation.operationId}"`)
      expect(page).toContain(`<code>${path}</code>`)
    }
    const loaded = [...page.matchAll(/<(?:link|script|img)[^>]*(?:href|src)="([^"]*)"/g)].map(
      ([, url]) => url,
    )
    expect(loaded).toEqual(['/api/docs/page.css', '/api/docs/page.js'])
    expect(page).not.toMatch(/<script>|<style|style=|\son\w+=/)
    for (const url of loaded) expect((await fetch(test.url + url)).status).toBe(200)
    expect(response.headers.get('content-encoding')).toBe('gzip')
    const plain = await fetch(`${test.url}/api/docs`, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
  })

  it('gives a call that works for every operation without a body', async () => {
    const reads = operations.filter(
      ({ method, operation }) => method === 'get' && operation.parameters.every(({ required }) => !required),
    )
    expect(reads.length).toBeGreaterThan(20)
    for (const { path, method, operation } of reads) {
      const [, address = ''] = /'([^']+)'/.exec(curlOf(test.url, path, method.toUpperCase(), operation)) ?? []
      const { status } = await fetch(address, { headers: { authorization: `Bearer ${test.owner.key}` } })
      // What belongs to a signed-in browser is refused to a key.
      const said = Object.keys(operation.responses).filter((code) => code.startsWith('2'))
      const fine = [...said, ...(path.startsWith('/api/me/') ? ['403'] : [])]
      expect(fine, `${path}`).toContain(String(status))
    }
  })

  it('lets no text become markup, or leave the quotes of a shell', () => {
    const evil = `<script>alert(1)</script>" onload='x'`
    expect(html`<p title="${evil}">${evil}${[html`<b>ok</b>`, evil]}</p>`.text).not.toMatch(
      /<script|" onload|' onload/,
    )
    const operation: Operation = {
      operationId: 'a.b',
      tags: [evil],
      summary: evil,
      parameters: [],
      requestBody: { content: { 'application/json': { schema: { const: "it's" } } } },
      responses: { 200: { description: evil } },
    }
    const page = renderDocs({ ...document, paths: { '/api/x': { post: operation } } }, [
      { name: evil, description: { en: evil } },
    ])
    expect(page).not.toContain('<script>alert')
    expect(curlOf('http://x', '/api/x', 'POST', operation)).toContain(`-d '"it'\\''s"'`)
  })

  it.each<[Schema, string, unknown]>([
    [{ type: 'string', format: 'uuid' }, 'uuid', '01980000-0000-7000-8000-000000000000'],
    [{ type: ['string', 'null'] }, 'string or null', 'text'],
    [{ enum: ['a', 'b'] }, '"a" or "b"', 'a'],
    [{ type: 'array', items: { type: 'integer' } }, 'list of integer', []],
    [{ type: 'array', minItems: 1, items: { type: 'boolean' } }, 'list of boolean', [true]],
    [{ anyOf: [{ type: 'number', minimum: 5 }, { type: 'null' }] }, 'number or null', 5],
    [
      { type: 'object', properties: { a: { type: 'string' }, b: {} }, required: ['a'] },
      'object',
      { a: 'text' },
    ],
  ])('reads %j', (schema, words, example) => {
    expect(typeWords(schema)).toBe(words)
    expect(exampleOf(schema)).toEqual(example)
  })
})
