import { EMAIL, longestOf, TICKED, type Field } from '../fields.ts'
import type { Words } from '../words.ts'
import { complaints, tooLong } from './complaints.ts'

/** A plain check: the confirmation mail shows whether the address is really theirs. */
const MAIL = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]+$/

/** An answer as it is kept, or what is wrong with it. Empty: not answered. */
export type Checked = { value: string } | { wrong: Words }

/** One line without control characters, full-width letters and digits as people meant them. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/** Lines as they were written; of control characters only line breaks and tabs stay. */
const manyLines = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/^\n+/, '')
    .trimEnd()

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

const isPhone = (text: string): boolean => {
  const digits = text.replace(/\D/g, '').length
  return digits >= 6 && digits <= 16 && /^[+\d][\d\s()./-]*$/.test(text)
}

/** Half-width kana and full-width digits are the same letters to a person: one form of them is kept. */
const plain = (text: string): string => oneLine(text.normalize('NFKC'))

/** Dashes that Japanese keyboards write in numbers. */
const dashed = (text: string): string => plain(text).replace(/[‐‑‒–—―−ー]/g, '-')

const checkText = (field: Field, value: string): Checked => {
  const has = Array.from(value).length
  const most = longestOf(field)
  return has > most ? { wrong: tooLong(most, has) } : { value }
}

const verdict = (value: string, good: boolean, wrong: Words): Checked =>
  value === '' || good ? { value } : { wrong }

/** Checks and tidies one answer, whatever the field is for; never cuts. Attachments are checked elsewhere. */
export const checkValue = (field: Field, given: string): Checked => {
  switch (field.kind) {
    case 'textarea':
      return checkText(field, manyLines(given))
    case EMAIL: {
      const value = plain(given)
      return verdict(value, value.length <= longestOf(field) && MAIL.test(value), complaints.email)
    }
    case 'phone': {
      const value = dashed(given)
      return verdict(value, isPhone(value), complaints.phone)
    }
    case 'order-number':
      return checkText(field, dashed(given))
    case 'date': {
      const value = dashed(given).replaceAll('/', '-')
      return verdict(value, isDate(value), complaints.date)
    }
    case 'choice': {
      const value = given.trim()
      return verdict(
        value,
        field.choices.some((choice) => choice.value === value),
        complaints.unchosen,
      )
    }
    case 'checkbox':
      return { value: given.trim() === TICKED ? TICKED : '' }
    default:
      return checkText(field, oneLine(given))
  }
}

/** What a field says when it is required and was left empty. */
export const missingIn = (field: Field): Words =>
  field.kind === 'choice'
    ? complaints.unchosen
    : field.kind === 'checkbox'
      ? complaints.unchecked
      : field.kind === 'attachment'
        ? complaints.noFile
        : complaints.missing
