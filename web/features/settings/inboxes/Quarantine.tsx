import { Button } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { quarantineQuery } from '../../../api/reads/quarantine.ts'
import type { Inbox } from '../../../api/types.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Section } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import classes from './Quarantine.module.css'
import { QuarantineLine } from './QuarantineLine.tsx'
import { useQuarantineWork } from './use-quarantine-work.ts'

/** For everything that lies there. `newest` is the newest that was looked at: what comes later is not dismissed. */
function All({ inboxId, newest }: { inboxId: string; newest: string }) {
  const { t } = useTranslation('quarantine')
  const cache = useQueryClient()
  const { busy, run } = useQuarantineWork()
  const [asking, setAsking] = useState<string>()
  const params = { inboxId }
  const dismiss = async (upTo: string) => {
    await call('intake.dismissQuarantine', { params, body: { upTo } })
    await cache.invalidateQueries({ queryKey: ['quarantine'] })
  }
  return (
    <div className={classes.all}>
      <Button variant="subtle" color="gray" disabled={busy} onClick={() => setAsking(newest)}>
        {t('dismissAll')}
      </Button>
      <Button
        variant="default"
        loading={busy}
        leftSection={<RotateCw size={15} />}
        onClick={() => run(call('intake.retryQuarantine', { params, body: {} }), t('retriedAll'))}
      >
        {t('retryAll')}
      </Button>
      {asking ? (
        <AskDialog
          title={t('ask')}
          action={t('dismissAll')}
          done={t('dismissedAll')}
          danger={false}
          run={() => dismiss(asking)}
          onClose={() => setAsking(undefined)}
        >
          {t('askText')}
        </AskDialog>
      ) : null}
    </div>
  )
}

/** What came in through an inbox and could not be taken over: nothing of it is lost, and all of it can be tried again. */
export function Quarantine({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('quarantine')
  const textOf = useProblemText()
  const [dismissed, setDismissed] = useState(false)
  const query = useInfiniteQuery(quarantineQuery(inbox.id, dismissed ? 'dismissed' : 'quarantined'))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const [newest] = rows
  return (
    <Section
      flush
      title={t('title')}
      lead={dismissed ? t('dismissedLead') : t('lead')}
      action={
        newest && rows.length > 1 && !dismissed ? <All inboxId={inbox.id} newest={newest.id} /> : undefined
      }
    >
      {query.isPending ? <SkeletonLines lines={3} className={classes.loading} /> : null}
      {query.isError && !query.data ? (
        <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} />
      ) : null}
      {query.data && rows.length === 0 ? (
        <p className={classes.none}>{dismissed ? t('noneDismissed') : t('none')}</p>
      ) : null}
      {rows.length > 0 ? (
        <ul aria-label={t('title')}>
          {rows.map((item) => (
            <QuarantineLine key={item.id} item={item} dismissed={dismissed} />
          ))}
        </ul>
      ) : null}
      {query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
      <button type="button" className={classes.other} onClick={() => setDismissed(!dismissed)}>
        {dismissed ? t('showOpen') : t('showDismissed')}
      </button>
    </Section>
  )
}
