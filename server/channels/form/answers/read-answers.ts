import type { ArrivalFile } from '../../channel.ts'
import type { Envelope } from '../envelope.ts'
import { messageField, senderField, TICKED, type Choice, type Field } from '../fields.ts'
import { Refused, type Complaint } from '../refuse.ts'
import type { FormInbox } from '../settings.ts'
import { shownFields } from '../shown.ts'
import { say, type Language } from '../words.ts'
import { checkValue, missingIn } from './check-value.ts'
import { complainOfFiles, filesByField, type GivenFile } from './read-files.ts'

/** What was typed, before anything of it is believed. */
export interface Given {
  values: ReadonlyMap<string, string>
  files: readonly GivenFile[]
  language: Language
  /** The page's script ran, so that nobody saw the fields that their answers leave out. */
  withScript: boolean
}

/** An inquiry as it is kept, with its files. */
export type Answered = Pick<Envelope, 'sender' | 'subject' | 'message' | 'answers' | 'routing'> & {
  files: ArrivalFile[]
}

/** A field with its answer; `shown` is false for one that only a browser without JavaScript shows. */
interface Answer {
  field: Field
  value: string
  files: GivenFile[]
  shown: boolean
}

/** Checks everything that was typed. Throws `Refused` that names each field which needs attention. */
export const readAnswers = (inbox: FormInbox, given: Given, maxUploadBytes: number): Answered => {
  const { fields } = inbox.settings
  const checked = new Map(
    fields.map((field) => [field.key, checkValue(field, given.values.get(field.key) ?? '')]),
  )
  const values = Object.fromEntries(
    [...checked].flatMap(([key, result]) => ('value' in result ? [[key, result.value]] : [])),
  )
  const shown = shownFields(fields, given.language, values)
  const files = filesByField(fields, given.files)
  const wrong: Complaint[] = []
  const answers: Answer[] = []
  for (const field of fields) {
    const own = files.get(field.key) ?? []
    const answer = { field, value: values[field.key] ?? '', files: own, shown: shown.has(field.key) }
    const isEmpty = (given.values.get(field.key) ?? '').trim() === '' && own.length === 0
    // Without JavaScript every field is seen: what was written there is the customer's word too.
    if (!answer.shown && (given.withScript || isEmpty)) continue
    const complaint = complaintOf(inbox, answer, checked.get(field.key), maxUploadBytes)
    if (complaint) wrong.push(complaint)
    answers.push(answer)
  }
  if (wrong.length > 0) throw new Refused(400, 'form.answers', { complaints: wrong })
  return inquiryOf(inbox, answers, given.language)
}

const complaintOf = (
  inbox: FormInbox,
  { field, value, files, shown }: Answer,
  result: ReturnType<typeof checkValue> | undefined,
  maxUploadBytes: number,
): Complaint | undefined => {
  if (result && 'wrong' in result) return { field: field.key, words: result.wrong }
  const answered = field.kind === 'attachment' ? files.length > 0 : value !== ''
  if (shown && field.required && !answered) return { field: field.key, words: missingIn(field) }
  return field.kind === 'attachment' ? complainOfFiles(inbox, field.key, files, maxUploadBytes) : undefined
}

const inquiryOf = (inbox: FormInbox, answers: readonly Answer[], language: Language): Answered => {
  const { fields, title } = inbox.settings
  const valueOf = (key: string | undefined): string =>
    answers.find(({ field }) => field.key === key)?.value ?? ''
  const chosen = answers.filter(({ shown }) => shown).flatMap(choiceOf)
  const name = valueOf('name')
  const message = messageField(fields)
  return {
    sender: {
      email: valueOf(senderField(fields)?.key),
      ...(name === '' ? {} : { name }),
      phones: answers.flatMap(({ field, value }) => (field.kind === 'phone' && value !== '' ? [value] : [])),
    },
    subject: valueOf('subject') || (chosen[0] ? say(chosen[0].label, language) : say(title, language)),
    message: valueOf(message?.key),
    answers: answers.flatMap((answer) => {
      const value = answer.field === message ? '' : shownValue(answer, language)
      return value === '' ? [] : [{ label: say(answer.field.label, language), value }]
    }),
    routing: routingOf(chosen),
    files: answers.flatMap(({ files }) => files),
  }
}

const choiceOf = ({ field, value }: Answer): Choice[] =>
  field.choices.filter((choice) => choice.value === value)

/** An answer as the agent reads it. */
const shownValue = (answer: Answer, language: Language): string => {
  const { field, value, files } = answer
  if (field.kind === 'attachment') return files.map((file) => file.name).join(language === 'ja' ? '、' : ', ')
  if (field.kind === 'checkbox') return value === TICKED ? (language === 'ja' ? 'はい' : 'Yes') : ''
  const [choice] = choiceOf(answer)
  return choice ? say(choice.label, language) : value
}

const URGENCY = ['low', 'normal', 'high', 'urgent'] as const

/** The most urgent choice gives the priority, the first one that names an inbox gives that. */
const routingOf = (chosen: readonly Choice[]): Envelope['routing'] => {
  const priorities = chosen.flatMap(({ priority }) => priority ?? [])
  const priority = URGENCY.findLast((one) => priorities.includes(one))
  const inboxId = chosen.find((choice) => choice.inboxId)?.inboxId
  return {
    tags: [...new Set(chosen.flatMap(({ tags }) => tags))],
    ...(inboxId ? { inboxId } : {}),
    ...(priority ? { priority } : {}),
  }
}
