import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../api/types.ts'
import { cx } from '../../../ui/cx.ts'
import classes from './Message.module.css'
import { SourceLink } from './SourceLink.tsx'

const roles = ['from', 'to', 'cc', 'bcc'] as const
type Person = Message['recipients'][number]

const inFull = ({ name, value }: Person) => (name && name !== value ? `${name} <${value}>` : value)
const byRole = (people: readonly Person[]) =>
  roles.flatMap((role) => {
    const some = people.filter((one) => one.role === role)
    return some.length > 0 ? [{ role, some }] : []
  })

/** Who is on a mail. Copies are always said; from whom and to whom, with the addresses, when asked for. */
export function Recipients({ message }: { message: Message }) {
  const { t } = useTranslation('inbox')
  const [open, setOpen] = useState(false)
  // not-a-channel: the kind of an address. Elsewhere an address is a key that says nothing to a reader.
  const mails = message.recipients.filter(({ kind }) => kind === 'email')
  if (mails.length === 0) return null
  const lines = byRole(mails)
  const copies = lines.filter(({ role }) => role === 'cc' || role === 'bcc')
  return (
    <div className={cx(classes.recipients, copies.length === 0 && !open && classes.quiet)}>
      {open
        ? lines.map(({ role, some }) => (
            <div key={role}>
              {t(`message.${role}`)}: {some.map(inFull).join(', ')}
            </div>
          ))
        : copies.map(({ role, some }) => (
            <div key={role}>
              {t(`message.${role}`)}: {some.map((one) => one.name ?? one.value).join(', ')}
            </div>
          ))}
      {open && message.kind === 'inbound' ? (
        message.context.masked ? (
          <div>{t('source.masked')}</div>
        ) : (
          <SourceLink messageId={message.id} />
        )
      ) : null}
      <button
        type="button"
        className={classes.people}
        aria-expanded={open}
        aria-label={t('message.details')}
        title={t('message.details')}
        onClick={() => setOpen(!open)}
      >
        <ChevronDown size={14} aria-hidden="true" />
      </button>
    </div>
  )
}
