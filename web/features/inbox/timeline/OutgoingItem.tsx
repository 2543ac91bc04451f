import { CircleAlert, Clock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { cx } from '../../../ui/cx.ts'
import type { Outgoing } from '../composer/outbox.ts'
import classes from './Message.module.css'
import { TextBody } from './MessageBody.tsx'

/** A message that is on its way to the server, or that the server did not take. */
export function OutgoingItem({ outgoing }: { outgoing: Outgoing }) {
  const { t } = useTranslation('inbox')
  const textOf = useProblemText()
  const failed = outgoing.state === 'failed'
  const note = outgoing.kind === 'note'
  const notTaken = note ? t('receipt.noteNotTaken') : t('receipt.notTaken')
  const saving = note ? t('receipt.noteSaving') : t('receipt.saving')
  return (
    <div className={cx(classes.message, classes.first, classes[outgoing.kind])}>
      <div className={classes.face}>
        <Avatar name={outgoing.author} size={28} />
      </div>
      <div className={classes.column}>
        <div className={classes.head}>
          <strong className={classes.author}>{outgoing.author}</strong>
        </div>
        <div className={classes.paper}>
          <TextBody text={outgoing.text} />
        </div>
        <div className={cx(classes.receipt, failed && classes.bad)} role="status">
          {failed ? <CircleAlert size={13} aria-hidden="true" /> : <Clock size={13} aria-hidden="true" />}
          {failed ? `${notTaken} ${textOf(outgoing.problem)}` : saving}
          {failed ? (
            <>
              <button type="button" className={classes.link} onClick={outgoing.retry}>
                {t('receipt.resend')}
              </button>
              <button type="button" className={classes.link} onClick={outgoing.discard}>
                {t('receipt.toDraft')}
              </button>
            </>
          ) : null}
        </div>
      </div>
    </div>
  )
}
