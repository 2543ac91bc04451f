import { LockKeyhole, PenLine } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../api/types.ts'
import classes from './Message.module.css'

/** How a mail was protected, as its channel says. A signature was never checked: nothing here may look like it. */
export function Secured({ message }: { message: Message }) {
  const { t } = useTranslation('inbox')
  const { secured } = message.context
  if (message.kind !== 'inbound' || !secured) return null
  const encrypted = secured.endsWith('-encrypted')
  const Sign = encrypted ? LockKeyhole : PenLine
  return (
    <span className={classes.auto}>
      <Sign size={12} aria-hidden="true" />
      {encrypted ? t('message.encrypted') : t('message.signed')}
    </span>
  )
}
