import type { AttributeDefinition, CustomerDetail } from '../../../api/types.ts'

/** What an attribute can hold. */
export type AttributeValue = CustomerDetail['attributes'][string]

/** A typed text as the value of an attribute; null removes it, undefined means that it makes no sense. */
export function valueOf(type: AttributeDefinition['type'], text: string): AttributeValue | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (type === 'boolean') return trimmed === 'true'
  if (type !== 'number') return trimmed
  const number = Number(trimmed.normalize('NFKC').replace('−', '-').replaceAll(',', ''))
  return Number.isFinite(number) ? number : undefined
}

/** A value as it is read and typed: numbers in groups of three, as `valueOf` takes them, and no digit lost. */
export function textOf(value: AttributeValue | undefined, language: string): string {
  if (typeof value === 'number') return value.toLocaleString(language, { maximumFractionDigits: 20 })
  return value === undefined ? '' : String(value)
}
