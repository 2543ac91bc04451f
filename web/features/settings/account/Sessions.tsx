import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { LogOut, MonitorSmartphone } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { sessionsQuery } from '../../../api/reads/account.ts'
import type { Output } from '../../../api/types.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Pill } from '../../../ui/Pill.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'

type Session = Output<'access.listSessions'>[number]

function SessionRow({ session, onEnd }: { session: Session; onEnd(): void }) {
  const { t } = useTranslation('account')
  return (
    <Row
      sign={<MonitorSmartphone size={18} strokeWidth={1.75} aria-hidden="true" />}
      title={session.device}
      detail={
        <>
          {session.address}
          {' · '}
          {t('sessions.since')} <Time at={session.createdAt} form="day" />
          {' · '}
          {t('sessions.seen')} <Time at={session.lastSeenAt} form="day" />
        </>
      }
    >
      {session.current ? (
        <Pill tone="resolved">{t('sessions.current')}</Pill>
      ) : (
        <IconButton label={t('sessions.end', { device: session.device })} onClick={onEnd}>
          <LogOut size={16} />
        </IconButton>
      )}
    </Row>
  )
}

/** Where the person is signed in; every place but this one can be signed out from here. */
export function Sessions() {
  const { t } = useTranslation('account')
  const queryClient = useQueryClient()
  const query = useQuery(sessionsQuery)
  const [asking, setAsking] = useState(false)
  const others = (query.data ?? []).filter((session) => !session.current)
  const refresh = () => queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey })
  const end = ({ id }: Session) => call('access.endSession', { params: { sessionId: id } })
  const endOne = (session: Session) =>
    void end(session)
      .then(refresh)
      .then(() => say(t('sessions.ended')), sayProblem)
  const all =
    others.length > 0 ? (
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('sessions.endOthers')}
      </Button>
    ) : undefined
  return (
    <Section flush title={t('sessions.title')} lead={t('sessions.lead')} action={all}>
      <Loaded query={query}>
        {(sessions) => (
          <Rows label={t('sessions.title')}>
            {sessions.map((session) => (
              <SessionRow key={session.id} session={session} onEnd={() => endOne(session)} />
            ))}
          </Rows>
        )}
      </Loaded>
      {asking ? (
        <AskDialog
          title={t('sessions.askTitle')}
          action={t('sessions.askYes')}
          done={t('sessions.othersEnded')}
          run={async () => {
            await Promise.all(others.map(end))
            await refresh()
          }}
          onClose={() => setAsking(false)}
        >
          {t('sessions.askText')}
        </AskDialog>
      ) : null}
    </Section>
  )
}
