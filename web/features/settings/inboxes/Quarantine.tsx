import { Button } from '@mantine/core'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Download, RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { quarantineQuery, sourceAddress } from '../../../api/reads/quarantine.ts'
import type { Inbox, Output } from '../../../api/types.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { fileSize } from '../../../ui/files/size.ts'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Quarantine.module.css'

type Item = Output<'intake.listQuarantine'>['items'][number]

/** Runs a retry, says what follows, and reads the list again. */
function useRetry() {
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const run = (work: Promise<unknown>, done: string) => {
    setBusy(true)
    work
      .then(() => say(done), sayProblem)
      .then(() => queryClient.invalidateQueries({ queryKey: ['quarantine'] }))
      .catch(sayProblem)
      .finally(() => setBusy(false))
  }
  return { busy, run }
}

function Line({ item }: { item: Item }) {
  const { t, i18n } = useTranslation('quarantine')
  const { busy, run } = useRetry()
  const retry = () =>
    run(call('intake.retryQuarantined', { params: { arrivalId: item.id }, body: {} }), t('retried'))
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <p className={classes.cause}>{t(`cause.${item.cause}`)}</p>
        {item.detail ? (
          <p className={classes.detail} lang="en">
            {item.detail}
          </p>
        ) : null}
        <p className={classes.facts}>
          <Time at={item.receivedAt} form="day" />
          <span>{fileSize(item.size, i18n.language)}</span>
          <span>{t('attempts', { count: item.attempts })}</span>
        </p>
      </div>
      <div className={classes.acts}>
        <a
          className={classes.source}
          href={sourceAddress(item.id)}
          download
          title={t('source')}
          aria-label={t('source')}
        >
          <Download size={16} aria-hidden="true" />
        </a>
        <Button
          variant="default"
          size="xs"
          loading={busy}
          leftSection={<RotateCw size={14} />}
          onClick={retry}
        >
          {t('retry')}
        </Button>
      </div>
    </li>
  )
}

/** What came in through an inbox and could not be taken over: nothing of it is lost, and all of it can be tried again. */
export function Quarantine({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('quarantine')
  const textOf = useProblemText()
  const query = useInfiniteQuery(quarantineQuery(inbox.id))
  const { busy, run } = useRetry()
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []
  const retryAll = () =>
    run(call('intake.retryQuarantine', { params: { inboxId: inbox.id }, body: {} }), t('retriedAll'))
  return (
    <Section
      flush
      title={t('title')}
      lead={t('lead')}
      action={
        rows.length > 1 ? (
          <Button variant="default" loading={busy} leftSection={<RotateCw size={15} />} onClick={retryAll}>
            {t('retryAll')}
          </Button>
        ) : undefined
      }
    >
      {query.isPending ? <SkeletonLines lines={3} className={classes.loading} /> : null}
      {query.isError && !query.data ? (
        <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} />
      ) : null}
      {query.data && rows.length === 0 ? <p className={classes.none}>{t('none')}</p> : null}
      {rows.length > 0 ? (
        <ul aria-label={t('title')}>
          {rows.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
      ) : null}
      {query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </Section>
  )
}
