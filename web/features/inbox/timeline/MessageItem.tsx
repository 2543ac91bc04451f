import { Bot, Lock } from 'lucide-react'
import { memo, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../api/types.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { cx } from '../../../ui/cx.ts'
import { Time } from '../../../ui/time/Time.tsx'
import { MessageMenu, Origin } from '../merge/later.ts'
import { Attachments } from './Attachments.tsx'
import { MessageBody } from './MessageBody.tsx'
import { machineLabel } from './machine-label.ts'
import { Masked } from './Masked.tsx'
import classes from './Message.module.css'
import line from './MessageLine.module.css'
import { ReceiptLine } from './ReceiptLine.tsx'
import { Recipients } from './Recipients.tsx'
import { Secured } from './Secured.tsx'

interface Props {
  message: Message
  /** False when the same author just wrote: the name is not repeated. */
  first: boolean
  /** It is the one that was looked for. */
  found: boolean
}

/** One message: the customer's at the left, ours at the right, notes on yellow paper. */
export const MessageItem = memo(function MessageItem({ message, first, found }: Props) {
  const { t } = useTranslation('inbox')
  const { kind, author } = message
  const cancelled = message.receipt === 'cancelled'
  return (
    <div
      className={cx(classes.message, classes[kind], first && classes.first)}
      aria-current={found ? 'true' : undefined}
      data-message={message.id}
    >
      <div className={classes.face}>
        {first ? <Avatar name={author.name} size={28} plain={kind === 'inbound'} /> : null}
      </div>
      <div className={classes.column}>
        {first ? (
          <div className={classes.head}>
            <strong className={classes.author}>{author.name}</strong>
            {kind === 'note' ? (
              <span className={classes.noteMark}>
                <Lock size={11} aria-hidden="true" />
                {t('message.note')}
              </span>
            ) : null}
            {message.automatic || author.kind === 'bot' ? (
              <span className={classes.auto}>
                <Bot size={12} aria-hidden="true" />
                {t(machineLabel(message))}
              </span>
            ) : null}
            <Secured message={message} />
            {message.homeId ? (
              <Suspense>
                <Origin homeId={message.homeId} className={classes.auto} />
              </Suspense>
            ) : null}
            <Masked message={message} />
            <Time at={message.occurredAt} form="clock" className={classes.time} />
          </div>
        ) : null}
        <div className={line.line} data-own={kind === 'outbound' || undefined}>
          <div className={cx(classes.paper, cancelled && classes.cancelled)}>
            <Recipients message={message} />
            <MessageBody message={message} />
            <Attachments message={message} />
          </div>
          <Suspense fallback={<span className={line.later} />}>
            <MessageMenu message={message} />
          </Suspense>
        </div>
        <ReceiptLine message={message} />
      </div>
    </div>
  )
})
