import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { deliveryQuery, webhooksQuery } from '../../../api/reads/connections.ts'
import type { Output } from '../../../api/types.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Pill, type Tone } from '../../../ui/Pill.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { pretty } from './pretty.ts'
import classes from './Webhooks.module.css'

type One = Output<'webhooks.listWebhookDeliveries'>['items'][number]

const tones: Record<One['state'], Tone> = { waiting: 'waiting', done: 'resolved', failed: 'danger' }

function Details({ delivery }: { delivery: One }) {
  const { t } = useTranslation('connections')
  // A new attempt is another thing to read.
  const query = useQuery(deliveryQuery(delivery.id))
  return (
    <Loaded query={query}>
      {({ body, lastAnswer, eventId, lastStatus, nextAttemptAt }) => (
        <div className={classes.details}>
          <h3>{t('log.request')}</h3>
          <pre tabIndex={0} aria-label={t('log.request')}>
            {`webhook-id: ${eventId}\n\n${pretty(body)}`}
          </pre>
          <h3>
            {t('log.answer')}
            {lastStatus ? ` ${lastStatus}` : ''}
          </h3>
          {lastAnswer ? (
            <pre tabIndex={0} aria-label={t('log.answer')}>
              {pretty(lastAnswer)}
            </pre>
          ) : (
            <p>{t(delivery.state === 'done' ? 'log.taken' : 'log.noAnswer')}</p>
          )}
          {nextAttemptAt ? (
            <p>
              {t('log.next')} <Time at={nextAttemptAt} form="day" />
            </p>
          ) : null}
        </div>
      )}
    </Loaded>
  )
}

/** One delivery: what, when, and what came of it; opened, it shows what was sent and answered. */
export function Delivery({ delivery, replayable }: { delivery: One; replayable: boolean }) {
  const { t, i18n } = useTranslation('connections')
  const queryClient = useQueryClient()
  const [opened, setOpened] = useState(false)
  const replay = () => {
    call('webhooks.replayWebhookDelivery', { params: { deliveryId: delivery.id } })
      .then(() => say(t('log.replayed')), sayProblem)
      .then(() => queryClient.invalidateQueries({ queryKey: ['webhook-deliveries', delivery.webhookId] }))
      .then(() => queryClient.invalidateQueries({ queryKey: deliveryQuery(delivery.id).queryKey }))
      .then(() => queryClient.invalidateQueries({ queryKey: webhooksQuery.queryKey }))
      .catch(sayProblem)
  }
  return (
    <li className={classes.delivery}>
      <div className={classes.line}>
        <button
          type="button"
          className={classes.opener}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <ChevronRight size={15} aria-hidden="true" />
          <Pill tone={tones[delivery.state]}>{t(`log.state.${delivery.state}`)}</Pill>
          <code>{delivery.event}</code>
          <span className={classes.why}>
            {delivery.lastReason
              ? inLanguage(delivery.lastReason, i18n.language)
              : (delivery.lastStatus ?? '')}
          </span>
          <span className={classes.tries}>{t('log.attempts', { count: delivery.attempts })}</span>
          <Time at={delivery.createdAt} className={classes.at} />
        </button>
        {replayable && delivery.state !== 'waiting' ? (
          <Button size="compact-sm" variant="default" onClick={replay}>
            {t('log.replay')}
          </Button>
        ) : null}
      </div>
      {opened ? <Details key={delivery.attempts} delivery={delivery} /> : null}
    </li>
  )
}
