import { EMAIL, TICKED, type Field } from '../fields.ts'
import type { FormInbox } from '../settings.ts'
import { say, texts, type Language, type Words } from '../words.ts'
import { html, type Html } from './html.ts'

/** How a field stands on the page. */
export interface Asked {
  field: Field
  language: Language
  /** What was typed before, when the page comes back with a complaint. */
  value: string
  complaint: Words | undefined
  shown: boolean
}

/** Above this many choices a list is easier to overlook than to read. */
const MOST_RADIOS = 4

/** The name under which a field is sent; a prefix, since a field called `action` or `submit` would break a form. */
const nameOf = (key: string): string => `f-${key}`

const AUTOCOMPLETE: Record<string, string> = { name: 'name', [EMAIL]: 'email', phone: 'tel' } // not-a-channel: a word of HTML

/** What a browser may fill in by itself. */
const completion = ({ key, kind }: Field): string => AUTOCOMPLETE[kind] ?? AUTOCOMPLETE[key] ?? 'off'

const describedBy = ({ field, complaint }: Asked): string =>
  [field.help ? `h-${field.key}` : '', complaint ? `e-${field.key}` : ''].filter(Boolean).join(' ')

/** Attributes that every control has. `required` is left to the server where the field may be hidden. */
const common = (asked: Asked, more: Html | false = false): Html => {
  const { field, complaint } = asked
  const described = describedBy(asked)
  return html`name="${nameOf(field.key)}"${field.required && !field.showWhen && html` required`}${
    field.required && field.showWhen && html` data-required`
  }${described !== '' && html` aria-describedby="${described}"`}${
    complaint && html` aria-invalid="true"`
  }${more}`
}

const mark = ({ field, language }: Asked): Html =>
  field.required
    ? html`<span class="mark must">${say(texts.required, language)}</span>`
    : html`<span class="mark">${say(texts.optional, language)}</span>`

const help = ({ field, language }: Asked): Html | false =>
  field.help !== undefined && html`<p class="help" id="h-${field.key}">${say(field.help, language)}</p>`

const error = ({ field, complaint, language }: Asked): Html =>
  html`<p class="error" id="e-${field.key}"${!complaint && html` hidden`}>${complaint && say(complaint, language)}</p>`

const TYPES: Partial<Record<Field['kind'], string>> = { [EMAIL]: 'email', phone: 'tel', date: 'date' } // not-a-channel: a word of HTML

const input = (asked: Asked, accept: { most: number }): Html => {
  const { field, value, language } = asked
  const id = html`id="i-${field.key}"`
  switch (field.kind) {
    case 'textarea':
      return html`<textarea ${id} rows="7" ${common(asked)}>
${value}</textarea>`
    case 'choice':
      return html`<select ${id} ${common(asked)}><option value="">${say(texts.choose, language)}</option>${field.choices.map(
        (choice) =>
          html`<option value="${choice.value}"${choice.value === value && html` selected`}>${say(choice.label, language)}</option>`,
      )}</select>`
    case 'attachment':
      return html`<input ${id} type="file" ${common(asked)}${accept.most > 1 && html` multiple`}>`
    default:
      return html`<input ${id} type="${TYPES[field.kind] ?? 'text'}" value="${value}" autocomplete="${completion(field)}" ${common(asked)}>`
  }
}

/** Few choices stand side by side. What is said of all of them belongs to their group: a single one can't be invalid. */
const radios = (asked: Asked, frame: Html): Html => {
  const { field, value, language, complaint } = asked
  const described = describedBy(asked)
  const needed = field.required && (field.showWhen ? html` data-required` : html` required`)
  return html`<fieldset role="radiogroup" ${frame}${described !== '' && html` aria-describedby="${described}"`}${
    complaint && html` aria-invalid="true"`
  }><legend>${say(field.label, language)}${mark(asked)}</legend>${help(asked)}${field.choices.map(
    (choice, at) =>
      html`<label class="tick"><input type="radio" id="i-${field.key}${at > 0 && `-${at}`}" name="${nameOf(
        field.key,
      )}" value="${choice.value}"${choice.value === value && html` checked`}${needed}><span>${say(
        choice.label,
        language,
      )}</span></label>`,
  )}${error(asked)}</fieldset>`
}

const tick = (asked: Asked): Html => {
  const { field, value, language } = asked
  return html`${help(asked)}<label class="tick"><input type="checkbox" id="i-${field.key}" value="${TICKED}" ${common(
    asked,
    value === TICKED && html` checked`,
  )}><span>${say(field.label, language)}${mark(asked)}</span></label>${error(asked)}`
}

/** One question with its label, help and complaint. */
export const askField = (asked: Asked, inbox: FormInbox): Html => {
  const { field, language, shown } = asked
  const when =
    field.showWhen &&
    html` data-when="${nameOf(field.showWhen.field)}" data-equals="${JSON.stringify(field.showWhen.equals)}"`
  const frame = html`class="field${shown && ' shown'}" data-field="${field.key}"${when}`
  if (field.kind === 'choice' && field.choices.length <= MOST_RADIOS) return radios(asked, frame)
  if (field.kind === 'checkbox') return html`<div ${frame}>${tick(asked)}</div>`
  return html`<div ${frame}><label for="i-${field.key}">${say(field.label, language)}${mark(asked)}</label>${help(
    asked,
  )}${input(asked, inbox.settings.attachments)}${error(asked)}</div>`
}
