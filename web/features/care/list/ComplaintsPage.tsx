import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { MessageSquareWarning } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Complaint, complaintListQuery, complaintSettingsQuery } from '../../../api/reads/complaints.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Due, SeverityPill, StatePill } from '../complaints/signs.tsx'
import { Filters } from './Filters.tsx'
import classes from './List.module.css'
import { type ComplaintSearch, filterOf, narrowedBy, readComplaintSearch } from './search.ts'

function Row({ complaint }: { complaint: Complaint }) {
  const { t } = useTranslation('care')
  const causes = useQuery(complaintSettingsQuery).data?.causes
  const owner = useAgents().get(complaint.ownerId ?? '')?.name
  const { conversation, conversationId, summary, severity, state, causeId, nextDueAt, closedAt } = complaint
  const cause =
    causeId === null ? t('notNamed') : (causes?.find(({ id }) => id === causeId)?.name ?? t('goneCause'))
  return (
    <li className={classes.row}>
      <PlainLink href={`/inbox/${conversationId}?status=any`} className={classes.link}>
        <span className={classes.pills}>
          <SeverityPill severity={severity} />
          <StatePill state={state} />
        </span>
        <span className={classes.words}>
          <span className={classes.name}>
            {conversation.customer} · {summary || conversation.subject || t('words:noSubject')}
          </span>
          <span className={classes.detail}>
            #{conversation.number} · {cause}
            {complaint.repeatsId ? ` · ${t('like.repeats')}` : null}
          </span>
        </span>
        <span className={classes.owner}>{owner ?? t('words:nobody')}</span>
        <span className={classes.when}>
          {closedAt ? (
            <Time at={closedAt} form="day" />
          ) : nextDueAt ? (
            <Due at={nextDueAt} />
          ) : (
            <span className={classes.faint}>{t('due.none')}</span>
          )}
        </span>
      </PlainLink>
    </li>
  )
}

function Found({ search }: { search: ComplaintSearch }) {
  const { t } = useTranslation('care')
  const textOf = useProblemText()
  const query = useInfiniteQuery(complaintListQuery(filterOf(search)))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonLines lines={6} />
  if (query.isError && !query.data)
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  if (rows.length === 0)
    return (
      <EmptyState
        icon={<MessageSquareWarning size={28} strokeWidth={1.5} />}
        title={t(narrowedBy(search) > 0 ? 'empty.narrowed' : `empty.${search.state ?? 'standing'}`)}
      >
        {narrowedBy(search) > 0 ? t('empty.loosen') : t('empty.text')}
      </EmptyState>
    )
  return (
    <>
      <div className={classes.box}>
        <ul aria-label={t('title')}>
          {rows.map((complaint) => (
            <Row key={complaint.id} complaint={complaint} />
          ))}
        </ul>
      </div>
      {query.hasNextPage ? (
        <MoreButton busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}

/** Complaints of all conversations: what is due first. */
export default function ComplaintsPage() {
  const search = readComplaintSearch({ ...useSearch({ from: '/shell/care/complaints' }) })
  const navigate = useNavigate()
  const narrow = (part: ComplaintSearch) =>
    void navigate({ to: '/care/complaints', search: { ...search, ...part } as never, replace: true })
  return (
    <>
      <Filters search={search} onChange={narrow} />
      <Found key={JSON.stringify(search)} search={search} />
    </>
  )
}
