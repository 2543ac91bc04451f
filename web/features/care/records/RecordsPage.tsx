import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Siren } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import {
  type Exposure,
  exposureQuery,
  type HarassmentFilter,
  type HarassmentKind,
  harassmentListQuery,
  type ListedHarassment,
} from '../../../api/reads/harassment.ts'
import { useMay } from '../../../app/me.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Section } from '../../../app/shared/Section.tsx'
import { useAgents } from '../../../app/shared/directory.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Kinds, RecordState } from '../harassment/signs.tsx'
import { harassmentKinds } from '../harassment/words.ts'
import list from '../list/List.module.css'
import classes from './Record.module.css'

const states = ['standing', 'review', 'mine', 'closed', 'all'] as const

const readFilter = (search: Record<string, unknown>): HarassmentFilter => {
  const state = states.find((one) => one === search['state'])
  const kind = harassmentKinds.find((one) => one === search['kind'])
  return { state: state ?? 'standing', ...(kind ? { kind } : {}) }
}

function Row({ record }: { record: ListedHarassment }) {
  const { t } = useTranslation('harassment')
  const owner = useAgents().get(record.takenOverBy ?? record.reportedBy)?.name
  const { id, kinds, state, conversation, summary, reportedAt, limit } = record
  return (
    <li className={list.row}>
      <PlainLink href={`/care/harassments/${id}`} className={list.link}>
        <span className={list.pills}>
          <RecordState state={state} />
          <Kinds kinds={kinds} />
        </span>
        <span className={list.words}>
          <span className={list.name}>
            {conversation.customer} · {summary}
          </span>
          <span className={list.detail}>
            #{conversation.number}
            {limit ? ` · ${t(limit.block ? 'limit.words.block' : 'list.limited')}` : null}
          </span>
        </span>
        <span className={list.owner}>{owner ?? t('words:someone')}</span>
        <span className={list.when}>
          <Time at={reportedAt} form="day" />
        </span>
      </PlainLink>
    </li>
  )
}

function Found({ filter }: { filter: HarassmentFilter }) {
  const { t } = useTranslation('harassment')
  const textOf = useProblemText()
  const query = useInfiniteQuery(harassmentListQuery(filter))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonLines lines={6} />
  if (query.isError && !query.data)
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  if (rows.length === 0)
    return (
      <EmptyState icon={<Siren size={28} strokeWidth={1.5} />} title={t('list.none')}>
        {t('list.noneText')}
      </EmptyState>
    )
  return (
    <>
      <div className={list.box}>
        <ul aria-label={t('harassment')}>
          {rows.map((record) => (
            <Row key={record.id} record={record} />
          ))}
        </ul>
      </div>
      {query.hasNextPage ? (
        <MoreButton busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}

function Exposed({ one }: { one: Exposure }) {
  const { t } = useTranslation('harassment')
  const name = useAgents().get(one.agentId)?.name ?? t('words:someone')
  return (
    <li className={classes.exposed}>
      <span>{name}</span>
      <span>{t('exposure.in7', { count: one.in7 })}</span>
      <span>{t('exposure.in30', { count: one.in30 })}</span>
      <span>{t('exposure.in90', { count: one.in90 })}</span>
    </li>
  )
}

/** How often people had to bear harassment of late: so that a lead sees who needs relief. */
function ExposureList() {
  const { t } = useTranslation('harassment')
  const handles = useMay()('harassment.handle')
  const { data = [] } = useQuery(exposureQuery)
  if (data.length === 0) return null
  return (
    <div className={classes.exposure}>
      <Section title={t('exposure.title')} lead={t(handles ? 'exposure.lead' : 'exposure.ownLead')} flush>
        <ul aria-label={t('exposure.title')}>
          {data.map((one) => (
            <Exposed key={one.agentId} one={one} />
          ))}
        </ul>
      </Section>
    </div>
  )
}

/** Records of harassment of all conversations, and who had to bear how much of it. */
export default function RecordsPage() {
  const { t } = useTranslation('harassment')
  const navigate = useNavigate()
  const filter = readFilter({ ...useSearch({ strict: false }) })
  const narrow = (part: Partial<HarassmentFilter>) =>
    void navigate({
      to: '/care/harassments' as never,
      search: { ...filter, ...part } as never,
      replace: true,
    })
  return (
    <>
      <ExposureList />
      <div className={classes.filters} role="group" aria-label={t('filter.label')}>
        <select
          className={list.select}
          aria-label={t('filter.state')}
          value={filter.state}
          onChange={(event) => narrow({ state: event.currentTarget.value as (typeof states)[number] })}
        >
          {states.map((one) => (
            <option key={one} value={one}>
              {t(`filter.${one}`)}
            </option>
          ))}
        </select>
        <select
          className={list.select}
          aria-label={t('field.kinds')}
          value={filter.kind ?? ''}
          onChange={(event) => narrow({ kind: (event.currentTarget.value || undefined) as HarassmentKind })}
        >
          <option value="">{t('filter.anyKind')}</option>
          {harassmentKinds.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      <Found filter={filter} />
    </>
  )
}
