import { useTranslation } from 'react-i18next'
import type { Message } from '../../../api/types.ts'
import classes from './Message.module.css'

const roles = ['cc', 'bcc'] as const

/** Who else got a mail. Whom it is from and to needs no saying: that is the conversation. */
export function Recipients({ message }: { message: Message }) {
  const { t } = useTranslation('inbox')
  const lines = roles.flatMap((role) => {
    const people = message.recipients.filter((one) => one.role === role)
    return people.length > 0 ? [{ role, names: people.map((one) => one.name ?? one.value) }] : []
  })
  if (lines.length === 0) return null
  return (
    <div className={classes.recipients}>
      {lines.map(({ role, names }) => (
        <div key={role}>
          {t(`message.${role}`)}: {names.join(', ')}
        </div>
      ))}
    </div>
  )
}
