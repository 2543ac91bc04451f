import {
  ContactRound,
  MapPin,
  Merge,
  MessagesSquare,
  PencilLine,
  Plus,
  RotateCcw,
  Split,
  StickyNote,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Inbox, TimelineEntry } from '../../../../api/types.ts'
import { addressWith, PlainLink } from '../../../../app/shared/PlainLink.tsx'
import { ChannelSign, StatusIcon } from '../../../../app/shared/signs.tsx'
import { listOf } from '../../../../ui/list-of.ts'
import { Time } from '../../../../ui/time/Time.tsx'
import { isReadable } from '../../../../app/shared/customer/identity.ts'
import { MergedName } from '../../merge/MergedName.tsx'
import classes from './History.module.css'
import past from '../Past.module.css'
import { useWords } from './words.ts'

function Sign({ entry, inbox }: { entry: TimelineEntry; inbox: Inbox | undefined }) {
  const props = { size: 15, color: 'var(--c-text-faint)', 'aria-hidden': true } as const
  switch (entry.kind) {
    case 'opened':
      return <Plus {...props} />
    case 'resolved':
      return <StatusIcon status="resolved" />
    case 'reopened':
      return <RotateCcw {...props} />
    case 'messages':
      return inbox ? <ChannelSign inbox={inbox} size={15} /> : <MessagesSquare {...props} />
    case 'note':
      return <StickyNote {...props} />
    case 'changed':
      if (entry.what === 'created') return <ContactRound {...props} />
      if (entry.what === 'merged') return <Merge {...props} />
      if (entry.what === 'unmerged') return <Split {...props} />
      return entry.what.startsWith('address') ? <MapPin {...props} /> : <PencilLine {...props} />
  }
}

function Values({ entry }: { entry: Extract<TimelineEntry, { kind: 'changed' }> }) {
  const { t } = useTranslation('customers')
  const { valueText } = useWords()
  const { what, from, to } = entry
  if (what === 'merged' || what === 'unmerged') return <MergedName mergeId={entry.subject} />
  if (what === 'created') return null
  if (what === 'address-added' || what === 'address-removed') {
    const value = String(to ?? from ?? '')
    // Ids of networks say nothing to anybody.
    return isReadable(value) ? <p className={classes.values}>{value}</p> : null
  }
  return (
    <p className={classes.values}>
      <span className={classes.old}>{valueText(entry, from)}</span>
      <span aria-hidden="true"> → </span>
      <span className="visually-hidden">{t('history.to')}</span>
      <span>{valueText(entry, to)}</span>
    </p>
  )
}

interface Props {
  entry: TimelineEntry
  customerId: string
  inboxes: Map<string, Inbox>
}

/** One thing that happened: what, who, when, and the conversation that it belongs to. */
export function Entry({ entry, customerId, inboxes }: Props) {
  const { t, i18n } = useTranslation('customers')
  const { titleOf } = useWords()
  const conversation = 'conversation' in entry ? entry.conversation : undefined
  const inbox = conversation && inboxes.get(conversation.inboxId)
  return (
    <li className={past.item}>
      <span className={past.sign}>
        <Sign entry={entry} inbox={inbox} />
      </span>
      <div className={classes.entry}>
        <p className={past.first}>
          <span className={classes.title}>{titleOf(entry)}</span>
          <Time at={entry.at} className={past.at} />
        </p>
        {conversation ? (
          <p className={classes.about}>
            <PlainLink href={addressWith(`/inbox/${conversation.id}`, { status: 'any', customerId })}>
              {conversation.subject || `#${conversation.number}`}
            </PlainLink>
            {conversation.subject ? <span>#{conversation.number}</span> : null}
            {inbox ? <span>{inbox.name}</span> : null}
            {entry.kind === 'messages' && entry.authors.length > 0 ? (
              <span>{t('history.by', { names: listOf(entry.authors, i18n.language) })}</span>
            ) : null}
          </p>
        ) : null}
        {entry.kind === 'note' ? <p className={classes.note}>{entry.text}</p> : null}
        {entry.kind === 'changed' ? <Values entry={entry} /> : null}
      </div>
    </li>
  )
}
