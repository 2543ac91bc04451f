import type { Db } from '../../../kernel/db/index.ts'
import type { AsideRow } from '../queries/asides.ts'
import { linkOf } from './link.ts'
import { referenceOf } from './shape.ts'

const inWords = (at: Date, language: string, timeZone: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(at)

/** What stands below the words of an escalation: what it is, until when an answer is asked for, and how one answers. */
export const withLink = (
  db: Db,
  aside: AsideRow,
  text: string,
  language: string,
  timeZone: string,
): string => {
  if (aside.kind !== 'escalation' || aside.linkUntil === null) return text
  const isJapanese = language.startsWith('ja')
  const due = aside.dueAt && inWords(aside.dueAt, isJapanese ? 'ja' : 'en', timeZone)
  const lines = isJapanese
    ? [
        `受付番号：${referenceOf(aside)}`,
        ...(aside.type ? [`種別：${aside.type}`] : []),
        ...(due ? [`回答期限：${due}`] : []),
        'このメールに返信いただくか、次のページからご回答ください。',
      ]
    : [
        `Reference: ${referenceOf(aside)}`,
        ...(aside.type ? [`Type: ${aside.type}`] : []),
        ...(due ? [`Answer needed by: ${due}`] : []),
        'Please reply to this email, or answer on this page:',
      ]
  return `${text}\n\n----\n${lines.join('\n')}\n${linkOf(db, aside)}`
}
