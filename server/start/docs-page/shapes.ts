import type { Schema } from './document.ts'
import { html, type Html } from './html.ts'

const choices = (schema: Schema): Schema[] | undefined => schema.anyOf ?? schema.oneOf

const limits = (schema: Schema): string => {
  const range = (least: number | undefined, most: number | undefined, unit: string): string[] => {
    if (most !== undefined && Math.abs(most) >= Number.MAX_SAFE_INTEGER) return range(least, undefined, unit)
    if (least !== undefined && Math.abs(least) >= Number.MAX_SAFE_INTEGER) return range(undefined, most, unit)
    if (least !== undefined && most !== undefined) return [`${least}–${most}${unit}`]
    if (most !== undefined) return [`at most ${most}${unit}`]
    return least === undefined ? [] : [`at least ${least}${unit}`]
  }
  return [
    ...range(schema.minimum, schema.maximum, ''),
    ...range(schema.minLength, schema.maxLength, ' characters'),
    ...range(schema.minItems, schema.maxItems, ' items'),
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
  ].join(', ')
}

const single = (type: string, schema: Schema): string => {
  if (type === 'array') return schema.items ? `list of ${typeWords(schema.items)}` : 'list'
  if (type === 'string' && schema.contentMediaType) return 'file'
  return type === 'string' && schema.format ? schema.format : type
}

/** What a value may be, in a few words: `string or null`, `"open" or "pending"`, `list of uuid`. */
export const typeWords = (schema: Schema): string => {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ')
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  const options = choices(schema)
  if (options) return [...new Set(options.map(typeWords))].join(' or ')
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? 'anything']
  return types.map((type) => single(type, schema)).join(' or ')
}

/** The object inside a shape that has fields worth listing. */
const inside = (schema: Schema): Schema | undefined => {
  if (schema.properties) return schema
  if (schema.items) return inside(schema.items)
  for (const option of choices(schema) ?? []) {
    const found = inside(option)
    if (found) return found
  }
  return typeof schema.additionalProperties === 'object' ? inside(schema.additionalProperties) : undefined
}

/** A description with its `names` set as code. */
const words = (text: string): Html =>
  html`${text.split(/`([^`]+)`/).map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : part))}`

const field = (name: string, schema: Schema, marked: boolean, required: readonly string[]): Html => {
  const more = limits(schema)
  return html`<li><code>${name}</code>${marked && required.includes(name) ? html`<b title="required">*</b>` : ''} <i>${typeWords(schema)}</i>${more && html` <small>${more}</small>`}${
    schema.description && html` — ${words(schema.description)}`
  }${fields(schema, marked)}</li>`
}

/** The fields of a shape as a nested list, required ones marked where that matters; nothing for a shape without fields. */
export const fields = (schema: Schema, marked: boolean): Html => {
  const { properties, required = [] } = inside(schema) ?? {}
  if (!properties) return html``
  return html`<ul>${Object.entries(properties).map(([name, one]) => field(name, one, marked, required))}</ul>`
}
