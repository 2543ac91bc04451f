import { Button } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { deliveriesQuery, type DeliveryState, webhooksQuery } from '../../../api/reads/connections.ts'
import type { Output } from '../../../api/types.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Section } from '../frame/Section.tsx'
import { Delivery } from './Delivery.tsx'
import classes from './Webhooks.module.css'

const states: readonly (DeliveryState | undefined)[] = [undefined, 'failed', 'waiting', 'done']
const month = 30 * 86_400_000

function ReplayFailures({ webhookId }: { webhookId: string }) {
  const { t } = useTranslation('connections')
  const queryClient = useQueryClient()
  const [asking, setAsking] = useState(false)
  const replay = () => {
    setAsking(false)
    // Deliveries are kept for thirty days: that is everything.
    const since = new Date(Date.now() - month).toISOString()
    call('webhooks.replayWebhookFailures', { params: { webhookId }, body: { since } })
      .then(({ count }) => say(t('log.replayedAll', { count })), sayProblem)
      .then(() => queryClient.invalidateQueries({ queryKey: ['webhook-deliveries', webhookId] }))
      .then(() => queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey }))
      .catch(sayProblem)
  }
  return (
    <>
      <Button variant="default" leftSection={<RotateCw size={15} />} onClick={() => setAsking(true)}>
        {t('log.replayAll')}
      </Button>
      {asking ? (
        <AskFirst
          title={t('log.replayAllTitle')}
          action={t('log.replayAll')}
          onYes={replay}
          onClose={() => setAsking(false)}
        >
          {t('log.replayAllText')}
        </AskFirst>
      ) : null}
    </>
  )
}

interface Props {
  webhook: Output<'webhooks.listWebhooks'>[number]
}

/** What was told to a webhook, and what came back; the newest first. */
export function Deliveries({ webhook }: Props) {
  const { t } = useTranslation('connections')
  const textOf = useProblemText()
  const [state, setState] = useState<DeliveryState>()
  const query = useInfiniteQuery(deliveriesQuery(webhook.id, state))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const replayable = webhook.state === 'active'
  return (
    <Section
      flush
      title={t('log.title')}
      lead={t('log.lead')}
      action={replayable && webhook.failed > 0 ? <ReplayFailures webhookId={webhook.id} /> : undefined}
    >
      <div className={classes.tabs} role="group" aria-label={t('log.filter')}>
        {states.map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            className={classes.tab}
            aria-pressed={one === state}
            onClick={() => setState(one)}
          >
            {t(`log.state.${one ?? 'all'}`)}
          </button>
        ))}
      </div>
      {query.isPending ? <SkeletonLines lines={4} className={classes.loading} /> : null}
      {query.isError && !query.data ? (
        <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} />
      ) : null}
      {query.data && rows.length === 0 ? (
        <p className={classes.none}>{t(state ? 'log.none' : 'log.empty')}</p>
      ) : null}
      <ul aria-label={t('log.title')}>
        {rows.map((delivery) => (
          <Delivery key={delivery.id} delivery={delivery} replayable={replayable} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </Section>
  )
}
