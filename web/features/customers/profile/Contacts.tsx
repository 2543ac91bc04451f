import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { lazy, memo, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { rowsOf } from '../../../api/live/merge-list.ts'
import { defaultFilter, listQuery } from '../../../api/reads/conversations.ts'
import type { Agent, Conversation, Inbox, Tag } from '../../../api/types.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { useAgents, useInboxes, useTags } from '../../../app/shared/directory.tsx'
import { addressWith, PlainLink } from '../../../app/shared/PlainLink.tsx'
import { ChannelSign, StatusIcon } from '../../../app/shared/signs.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Dot } from '../../../ui/Pill.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Contacts.module.css'
import past from './Past.module.css'

interface ContactProps {
  row: Conversation
  inbox: Inbox | undefined
  assignee: Agent | undefined
  tags: Map<string, Tag>
}

const Contact = memo(function Contact({ row, inbox, assignee, tags }: ContactProps) {
  const { t } = useTranslation('customers')
  const known = row.tagIds.map((id) => tags.get(id)).filter((tag) => tag !== undefined)
  return (
    <li className={past.item}>
      <span className={past.sign}>
        <ChannelSign inbox={inbox} size={15} />
      </span>
      <PlainLink
        href={addressWith(`/inbox/${row.id}`, { status: 'any', customerId: row.customer.id })}
        className={classes.contact}
      >
        <span className={past.first}>
          <strong className={classes.subject}>{row.subject || row.preview || t('words:noSubject')}</strong>
          <span className={classes.number}>#{row.number}</span>
          <Time at={row.lastActivityAt} className={past.at} />
        </span>
        {row.subject ? <span className={classes.preview}>{row.preview}</span> : null}
        <span className={classes.facts}>
          <span className={classes.fact}>
            <StatusIcon status={row.status} size={13} />
            {t(`words:status.${row.status}`)}
          </span>
          {inbox ? <span>{inbox.name}</span> : null}
          <span>{t('messages', { count: row.messageCount })}</span>
          <span>{assignee?.name ?? t('words:nobody')}</span>
          {known.map((tag) => (
            <span key={tag.id} className={classes.fact}>
              <Dot colour={tag.colour} />
              {tag.name}
            </span>
          ))}
        </span>
      </PlainLink>
    </li>
  )
})

function List({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers')
  const textOf = useProblemText()
  const agents = useAgents()
  const inboxes = useInboxes()
  const tags = useTags()
  const query = useInfiniteQuery(listQuery({ ...defaultFilter, status: 'any', customerId }))
  if (query.isPending) return <SkeletonLines lines={6} className={past.loading} />
  if (query.isError && !query.data) {
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  }
  const rows = rowsOf(query.data)
  if (rows.length === 0) {
    return (
      <EmptyState icon={<MessagesSquare size={28} strokeWidth={1.5} />} title={t('noContacts.title')}>
        {t('noContacts.text')}
      </EmptyState>
    )
  }
  return (
    <>
      <ol className={past.list}>
        {rows.map((row) => (
          <Contact
            key={row.id}
            row={row}
            inbox={inboxes.get(row.inboxId)}
            assignee={agents.get(row.assigneeId ?? '')}
            tags={tags}
          />
        ))}
      </ol>
      {query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}

const History = lazy(() => import('./history/History.tsx'))

/** Every contact with the customer over all channels, or everything that happened with them; the newest first. */
export function Contacts({ customerId }: { customerId: string }) {
  const { t } = useTranslation('customers')
  const { show } = useSearch({ from: '/shell/customers/$customerId' })
  return (
    <section className={classes.contacts} aria-labelledby="contacts">
      <h2 id="contacts" className="visually-hidden">
        {t(show === 'history' ? 'history.label' : 'column.contacts')}
      </h2>
      <nav className={classes.tabs} aria-label={t('past')}>
        {(['contacts', 'history'] as const).map((one) => (
          <Link
            key={one}
            to="/customers/$customerId"
            params={{ customerId }}
            search={one === 'history' ? { show: one } : {}}
            replace
            className={classes.tab}
            activeProps={{}}
            activeOptions={{ exact: true }}
          >
            {t(one === 'history' ? 'history.label' : 'column.contacts')}
          </Link>
        ))}
      </nav>
      {show === 'history' ? (
        <Suspense fallback={<SkeletonLines lines={6} className={past.loading} />}>
          <History customerId={customerId} />
        </Suspense>
      ) : (
        <List customerId={customerId} />
      )}
    </section>
  )
}
