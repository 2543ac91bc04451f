import { Link } from '@tanstack/react-router'
import { Ban, Check, CheckCheck, CircleAlert, Clock, type LucideIcon, Pause, RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../../api/live/connection.ts'
import type { Message, Receipt } from '../../../api/types.ts'
import { useMay, useMe } from '../../../app/me.ts'
import { cx } from '../../../ui/cx.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { dayAndTime } from '../../../ui/time/format.ts'
import { useNow } from '../../../ui/time/clock.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import classes from './Message.module.css'
import { useMessageActions } from './use-message-actions.ts'

const signs: Record<Receipt, LucideIcon> = {
  awaiting: Pause,
  scheduled: Clock,
  queued: Clock,
  held: Pause,
  sending: RotateCw,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
  bounced: CircleAlert,
  uncertain: CircleAlert,
  cancelled: Ban,
}
const tones: Partial<Record<Receipt, string | undefined>> = {
  awaiting: classes.held,
  held: classes.held,
  uncertain: classes.held,
  failed: classes.bad,
  bounced: classes.bad,
  read: classes.read,
}
const takable = new Set<Receipt>(['awaiting', 'scheduled', 'queued'])
const resendable = new Set<Receipt>(['failed', 'bounced', 'uncertain'])

/** Seconds until a moment of the server's clock; 0 once it is over. */
function useSecondsTo(moment: string | null): number {
  const left = () => (moment ? Math.max(0, Math.ceil((Date.parse(moment) - serverNow()) / 1000)) : 0)
  const [seconds, setSeconds] = useState(left)
  useEffect(() => {
    if (left() === 0) return undefined
    const timer = setInterval(() => setSeconds(left()), 500)
    return () => clearInterval(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- `left` is made of the moment alone
  }, [moment])
  return seconds
}

function Text({ message, receipt }: { message: Message; receipt: Receipt }) {
  const { t } = useTranslation('inbox')
  const time = useTimeSettings()
  const now = useNow()
  const seconds = useSecondsTo(receipt === 'queued' ? message.sendAt : null)
  if (receipt === 'scheduled' && message.sendAt) {
    return t('receipt.scheduledFor', { at: dayAndTime(Date.parse(message.sendAt), now, time) })
  }
  if (receipt === 'queued' && seconds > 0 && seconds <= 60) return t('receipt.leavesIn', { seconds })
  return t(`receipt.${receipt}`)
}

/** What became of a message of ours, in plain words, and what can be done about it. */
export function ReceiptLine({ message }: { message: Message }) {
  const { t, i18n } = useTranslation('inbox')
  const { resend, takeBack } = useMessageActions(message)
  const { agent: me } = useMe()
  const mayDo = useMay()
  const may = mayDo('conversations.reply')
  const { receipt, receiptReason } = message
  if (message.kind !== 'outbound' || !receipt) return null
  const Sign = signs[receipt]
  return (
    <div className={cx(classes.receipt, tones[receipt])}>
      <Sign size={13} aria-hidden="true" />
      <span>
        <Text message={message} receipt={receipt} />
      </span>
      {receiptReason ? <span>{inLanguage(receiptReason, i18n.language)}</span> : null}
      {may && resendable.has(receipt) ? (
        <button type="button" className={classes.link} onClick={resend}>
          {receipt === 'uncertain' ? t('receipt.resendAnyway') : t('receipt.resend')}
        </button>
      ) : null}
      {receipt === 'awaiting' && mayDo('conversations.approve') && message.author.id !== me.id ? (
        <Link to={'/unsent?state=awaiting' as string} className={classes.link}>
          {t('receipt.decide')}
        </Link>
      ) : null}
      {may && takable.has(receipt) ? (
        <button type="button" className={classes.link} onClick={takeBack}>
          {t('receipt.takeBack')}
        </button>
      ) : null}
    </div>
  )
}
