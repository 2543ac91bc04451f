import type { Operation, Schema } from './document.ts'

const BY_FORMAT: Record<string, string> = {
  uuid: '01980000-0000-7000-8000-000000000000',
  'date-time': '2026-11-20T01:00:00Z',
  date: '2026-11-20',
  email: 'hanako@customer.example',
  uri: 'https://shop.example/',
}

/** A value that fits a shape: required fields only. */
export const exampleOf = (schema: Schema): unknown => {
  if (schema.default !== undefined) return schema.default
  if (schema.examples) return schema.examples[0]
  if (schema.enum) return schema.enum[0]
  if (schema.const !== undefined) return schema.const
  const option = (schema.anyOf ?? schema.oneOf)?.[0]
  if (option) return exampleOf(option)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object') {
    const required = schema.required ?? []
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name]) => required.includes(name))
        .map(([name, one]) => [name, exampleOf(one)]),
    )
  }
  if (type === 'array') return (schema.minItems ?? 0) > 0 && schema.items ? [exampleOf(schema.items)] : []
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (type === 'boolean') return true
  return BY_FORMAT[schema.format ?? ''] ?? 'text'.padEnd(schema.minLength ?? 0, '.')
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** A call of the operation with curl, to be pasted into a shell. */
export const curlOf = (base: string, path: string, method: string, operation: Operation): string => {
  const inPath = operation.parameters.filter((parameter) => parameter.in === 'path')
  const address = inPath.reduce(
    (text, { name, schema }) => text.replace(`{${name}}`, encodeURIComponent(String(exampleOf(schema)))),
    path,
  )
  const query = operation.parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map(({ name, schema }) => `${name}=${encodeURIComponent(String(exampleOf(schema)))}`)
    .join('&')
  const parts = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} ${quoted(base + address + (query && `?${query}`))}`,
  ]
  if (operation.security === undefined) parts.push(`-H "Authorization: Bearer $KEY"`)
  const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  if (type !== undefined) parts.push(`-H ${quoted(`Content-Type: ${type}`)}`)
  if (body) {
    parts.push(
      type === 'application/json'
        ? `-d ${quoted(JSON.stringify(exampleOf(body.schema)))}`
        : '--data-binary @FILE',
    )
  }
  return parts.join(' \\\n  ')
}
