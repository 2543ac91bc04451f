import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { inboxesQuery } from '../../../api/reads/directory.ts'
import { waitingQuery } from '../../../api/reads/unsent.ts'
import type { Inbox } from '../../../api/types.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'

/** What archiving means, and for how many messages that wait to leave. */
function Consequences({ inboxId }: { inboxId: string }) {
  const { t } = useTranslation('settings')
  const { data } = useQuery(waitingQuery(inboxId))
  return (
    <>
      <p>{t('archive.askText')}</p>
      {data ? <p role="status">{t('archive.waiting', { count: data })}</p> : null}
    </>
  )
}

/** Puts an inbox away for good, or takes it out again. Its conversations stay readable all the while. */
export function Archive({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('settings')
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const away = inbox.state === 'archived'
  const set = async (state: Inbox['state']) => {
    await call('inboxes.updateInbox', { params: { inboxId: inbox.id }, body: { state } })
    await cache.invalidateQueries({ queryKey: inboxesQuery.queryKey })
  }
  // Paused first: nobody is surprised by what waits at the provider.
  const restore = () => void set('paused').then(() => say(t('archive.restored')), sayProblem)
  return (
    <Section title={away ? t('inbox.state') : t('archive.title')}>
      <Act
        title={away ? t('archive.isAway') : t('archive.act')}
        text={away ? t('archive.isAwayText') : t('archive.text')}
      >
        {away ? (
          <Button variant="default" onClick={restore}>
            {t('archive.restore')}
          </Button>
        ) : (
          <Button variant="default" color="red" onClick={() => setAsking(true)}>
            {t('archive.act')}
          </Button>
        )}
      </Act>
      {asking ? (
        <AskDialog
          title={t('archive.ask', { name: inbox.name })}
          action={t('archive.act')}
          done={t('archive.done', { name: inbox.name })}
          run={() => set('archived')}
          onClose={() => setAsking(false)}
        >
          <Consequences inboxId={inbox.id} />
        </AskDialog>
      ) : null}
    </Section>
  )
}
