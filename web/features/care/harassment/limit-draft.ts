import type { ContactLimit } from '../../../api/reads/harassment.ts'
import type { Request } from '../../../api/types.ts'

/** What stands in the form of a limit. */
export interface LimitDraft {
  block: boolean
  byChannel: boolean
  channels: string[]
  byNumber: boolean
  most: string
  periodDays: string
  byHours: boolean
  days: number[]
  from: string
  to: string
  reason: string
  reviewOn: string
  templateId: string
  tell: boolean
}

/** A limit as the form shows it, or a new one. */
export const draftOf = (limit: ContactLimit | null, block: boolean, reviewOn: string): LimitDraft => ({
  block: limit?.block ?? block,
  byChannel: limit?.channels != null,
  channels: limit?.channels ?? [],
  byNumber: limit?.most != null,
  most: String(limit?.most ?? 1),
  periodDays: String(limit?.periodDays ?? 7),
  byHours: limit?.hours != null,
  days: limit?.hours?.days ?? [1, 2, 3, 4, 5],
  from: limit?.hours?.from ?? '10:00',
  to: limit?.hours?.to ?? '17:00',
  reason: '',
  reviewOn,
  templateId: limit?.templateId ?? '',
  tell: false,
})

const whole = (text: string): number | undefined => {
  const typed = text.normalize('NFKC').trim()
  return /^\d{1,4}$/.test(typed) ? Number(typed) : undefined
}

/** A time of day as it is sent, however it was typed. */
const clock = (text: string): string | undefined => {
  const [, hour = '', minute = ''] = /^(\d{1,2}):?(\d{2})$/.exec(text.normalize('NFKC').trim()) ?? []
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60
    ? `${hour.padStart(2, '0')}:${minute}`
    : undefined
}

type Field = 'terms' | 'channels' | 'most' | 'periodDays' | 'hours' | 'reason' | 'reviewOn' | 'templateId'

/** What is wrong with it, by field; each names a text. */
export const wrongIn = (draft: LimitDraft, today: string): Partial<Record<Field, string>> => {
  const wrong: Partial<Record<Field, string>> = {}
  if (draft.reason.trim() === '') wrong.reason = 'reason'
  if (draft.reviewOn <= today) wrong.reviewOn = 'review'
  if (draft.tell && draft.templateId === '') wrong.templateId = 'text'
  if (draft.block) return wrong
  if (!draft.byChannel && !draft.byNumber && !draft.byHours) wrong.terms = 'nothing'
  if (draft.byChannel && draft.channels.length === 0) wrong.channels = 'channels'
  const [most, days] = [whole(draft.most), whole(draft.periodDays)]
  if (draft.byNumber && (most === undefined || most < 1 || most > 1000)) wrong.most = 'most'
  if (draft.byNumber && (days === undefined || days < 1 || days > 365)) wrong.periodDays = 'days'
  const [from, to] = [clock(draft.from), clock(draft.to)]
  if (draft.byHours && (draft.days.length === 0 || !from || !to || from >= to)) wrong.hours = 'hours'
  return wrong
}

/** What the server is sent. */
export const bodyOf = (draft: LimitDraft): Request<'care.setContactLimit'>['body'] => {
  const { block, reason, reviewOn, templateId, tell } = draft
  const told = { reason, reviewOn, templateId: templateId || null, tell }
  if (block) return { block, channels: null, most: null, periodDays: null, hours: null, ...told }
  const { byChannel, channels, byNumber, byHours, days, from, to } = draft
  return {
    block,
    channels: byChannel ? channels : null,
    most: byNumber ? (whole(draft.most) ?? null) : null,
    periodDays: byNumber ? (whole(draft.periodDays) ?? null) : null,
    hours: byHours ? { days, from: clock(from) ?? '', to: clock(to) ?? '' } : null,
    ...told,
  }
}
