import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { LogOut, MonitorSmartphone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { everySessionQuery } from '../../../api/reads/sessions.ts'
import type { Output } from '../../../api/types.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Pill } from '../../../ui/Pill.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import classes from './EverySession.module.css'

type Session = Output<'access.listEverySession'>['items'][number]

function SessionRow({ session, onEnd }: { session: Session; onEnd(): void }) {
  const { t } = useTranslation('account')
  const name = useAgents().get(session.agentId)?.name ?? ''
  return (
    <Row
      sign={<MonitorSmartphone size={18} strokeWidth={1.75} aria-hidden="true" />}
      title={t('every.who', { name, device: session.device })}
      sentence
      detail={
        <>
          {session.address}
          {' · '}
          {session.through === null ? null : `${t('every.through', { name: session.through })} · `}
          {t('sessions.since')} <Time at={session.createdAt} form="day" />
          {' · '}
          {t('sessions.seen')} <Time at={session.lastSeenAt} form="day" />
        </>
      }
    >
      {session.current ? (
        <Pill tone="resolved">{t('sessions.current')}</Pill>
      ) : (
        <IconButton label={t('every.end', { name, device: session.device })} onClick={onEnd}>
          <LogOut size={16} />
        </IconButton>
      )}
    </Row>
  )
}

function List({ agentId }: { agentId: string }) {
  const { t } = useTranslation('account')
  const textOf = useProblemText()
  const queryClient = useQueryClient()
  const query = useInfiniteQuery(everySessionQuery(agentId))
  const sessions = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonLines lines={6} className={classes.loading} />
  if (query.isError && !query.data)
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  if (sessions.length === 0)
    return (
      <EmptyState icon={<MonitorSmartphone size={28} strokeWidth={1.5} />} title={t('every.none')}>
        {t('every.noneText')}
      </EmptyState>
    )
  const end = (session: Session) =>
    void call('access.endAnySession', { params: { sessionId: session.id } })
      .then(() => queryClient.invalidateQueries({ queryKey: ['every-session'] }))
      .then(() => say(t('sessions.ended')), sayProblem)
  return (
    <>
      <Rows label={t('app:settings.sessions')}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} onEnd={() => end(session)} />
        ))}
      </Rows>
      {query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}

/** Signs one person out everywhere, once that was asked. */
function EndAll({ agentId, name }: { agentId: string; name: string }) {
  const { t } = useTranslation('account')
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('every.endAll')}
      </Button>
      {asking ? (
        <AskDialog
          title={t('every.askTitle', { name })}
          action={t('sessions.askYes')}
          done={t('every.allEnded', { name })}
          run={async () => {
            await call('access.endSessionsOf', { params: { agentId } })
            await queryClient.invalidateQueries({ queryKey: ['every-session'] })
          }}
          onClose={() => setAsking(false)}
        >
          {t('every.askText')}
        </AskDialog>
      ) : null}
    </>
  )
}

/** Where people are signed in; whoever leads signs them out from here. */
export default function EverySession() {
  const { t } = useTranslation('account')
  const agents = useAgents()
  const [agentId, setAgentId] = useState('')
  const people = [...agents.values()].filter(({ active, bot }) => active && !bot)
  return (
    <Page wide title={t('app:settings.sessions')} lead={t('every.lead')}>
      <div className={classes.filters}>
        <NativeSelect
          label={t('every.person')}
          value={agentId}
          data={[
            { value: '', label: t('every.everybody') },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => setAgentId(event.currentTarget.value)}
        />
        {agentId === '' ? null : (
          <EndAll key={agentId} agentId={agentId} name={agents.get(agentId)?.name ?? ''} />
        )}
      </div>
      <Box>
        <List agentId={agentId} />
      </Box>
    </Page>
  )
}
