import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../../api/call.ts'
import { gapsQuery } from '../../../../api/reads/inbox-health.ts'
import type { Inbox, Output } from '../../../../api/types.ts'
import { Time } from '../../../../ui/time/Time.tsx'
import { Section } from '../../frame/Section.tsx'
import quarantine from '../Quarantine.module.css'
import classes from './Health.module.css'
import { Lines } from './Lines.tsx'
import { useHealthWork } from './use-health-work.ts'

type Gap = Output<'inboxes.listGaps'>['items'][number]
type Act = 'fetch' | 'dismiss' | 'restore'

const views = ['open', 'dismissed', 'settled'] as const

function Acts({ inboxId, gap }: { inboxId: string; gap: Gap }) {
  const { t } = useTranslation('health')
  const { busy, run } = useHealthWork(inboxId)
  const act = (what: Act) =>
    run(
      call('inboxes.changeGaps', { params: { inboxId }, body: { act: what, keys: [gap.key] } }),
      t(`gaps.done.${what}`),
    )
  if (gap.state === 'dismissed')
    return (
      <Button variant="default" size="xs" loading={busy} onClick={() => act('restore')}>
        {t('quarantine:restore')}
      </Button>
    )
  if (gap.state !== 'open') return null
  return (
    <>
      <Button variant="subtle" color="gray" size="xs" disabled={busy} onClick={() => act('dismiss')}>
        {t('quarantine:dismiss')}
      </Button>
      <Button
        variant="default"
        size="xs"
        loading={busy}
        leftSection={<RotateCw size={14} />}
        onClick={() => act('fetch')}
      >
        {t('gaps.fetch')}
      </Button>
    </>
  )
}

function GapLine({ inboxId, gap }: { inboxId: string; gap: Gap }) {
  const { t } = useTranslation('health')
  return (
    <li className={quarantine.line}>
      <div className={quarantine.words}>
        <p>
          {gap.arrivedAt ? (
            <>
              {t('gaps.arrived')} <Time at={gap.arrivedAt} form="day" />
            </>
          ) : (
            t('gaps.unknown')
          )}
        </p>
        <p className={quarantine.detail} lang="en">
          {gap.reason}
        </p>
        <p className={quarantine.facts}>
          <span>{t('quarantine:attempts', { count: gap.attempts })}</span>
          <span>
            {t(`gaps.state.${gap.state}`)} <Time at={gap.at} form="day" />
          </span>
          <span>{t('gaps.key', { key: gap.key })}</span>
        </p>
      </div>
      <div className={quarantine.acts}>
        <Acts inboxId={inboxId} gap={gap} />
      </div>
    </li>
  )
}

/** What lies at the provider and could not be fetched: another try, or a word that none is needed. */
export function Gaps({ inbox }: { inbox: Inbox }) {
  const inboxId = inbox.id
  const { t } = useTranslation('health')
  const [view, setView] = useState<(typeof views)[number]>('open')
  const query = useInfiniteQuery(gapsQuery(inboxId, view))
  const items = query.data?.pages.flatMap((page) => page.items)
  const { busy, run } = useHealthWork(inboxId)
  const many = view === 'open' && (items?.filter(({ state }) => state === 'open').length ?? 0) > 1
  const all = () =>
    run(call('inboxes.changeGaps', { params: { inboxId }, body: { act: 'fetch' } }), t('gaps.done.fetch'))
  return (
    <Section
      flush
      title={t('gaps.title')}
      lead={t('gaps.lead')}
      action={
        many ? (
          <Button variant="default" loading={busy} leftSection={<RotateCw size={15} />} onClick={all}>
            {t('gaps.fetchAll')}
          </Button>
        ) : undefined
      }
    >
      <Lines
        query={query}
        items={items}
        label={t('gaps.title')}
        none={t(`gaps.none.${inbox.health.okAt || view !== 'open' ? view : 'unknown'}`)}
      >
        {(gap) => <GapLine key={gap.key} inboxId={inboxId} gap={gap} />}
      </Lines>
      <div className={classes.views}>
        {views
          .filter((one) => one !== view)
          .map((one) => (
            <button key={one} type="button" className={quarantine.other} onClick={() => setView(one)}>
              {t(`gaps.show.${one}`)}
            </button>
          ))}
      </div>
    </Section>
  )
}
