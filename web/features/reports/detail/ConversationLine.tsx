import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Inbox, Output } from '../../../api/types.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { ChannelSign, StatusIcon } from '../../../app/shared/signs.tsx'
import classes from './Detail.module.css'

interface Props {
  conversationId: string
  /** Null where it is no longer there, or not in sight. */
  conversation: Output<'reports.listFlowRows'>['items'][number]['conversation']
  inbox?: Inbox | undefined
  /** What else the line says. */
  children: ReactNode
}

/** A conversation behind a figure; it leads there. */
export function ConversationLine({ conversationId, conversation, inbox, children }: Props) {
  const { t } = useTranslation('reports')
  const cells = (
    <>
      <span className={classes.subject}>
        {inbox ? <ChannelSign inbox={inbox} /> : null}
        {conversation ? <StatusIcon status={conversation.status} size={14} /> : null}
        <strong>{conversation?.customer.name ?? t('behind.hidden')}</strong>
        <span className={classes.about}>
          {conversation ? conversation.subject || t('words:noSubject') : null}
        </span>
        {conversation ? <span className={classes.faint}>#{conversation.number}</span> : null}
      </span>
      {children}
    </>
  )
  return (
    <li>
      {conversation ? (
        <PlainLink href={`/inbox/${conversationId}?status=any`} className={classes.row}>
          {cells}
        </PlainLink>
      ) : (
        <div className={classes.row}>{cells}</div>
      )}
    </li>
  )
}
