import { EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../api/types.ts'
import classes from './Message.module.css'

/** Says that numbers were made unreadable as the message came in, and that its original is not kept for that reason. */
export function Masked({ message }: { message: Message }) {
  const { t } = useTranslation('inbox')
  if (message.kind !== 'inbound' || !message.context.masked) return null
  return (
    <span className={classes.auto}>
      <EyeOff size={12} aria-hidden="true" />
      {t('message.masked')}
    </span>
  )
}
