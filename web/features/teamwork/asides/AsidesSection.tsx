import { useQuery } from '@tanstack/react-query'
import { CornerUpRight, Truck } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Aside, asidesQuery } from '../../../api/reads/asides.ts'
import { useMay } from '../../../app/me.ts'
import type { BesideProps } from '../../../app/shared/beside/section.ts'
import { Section } from '../../../app/shared/customer/Section.tsx'
import { ReadAgain } from '../../../ui/MoreFailed.tsx'
import { SkeletonLines } from '../../../ui/states.tsx'
import { AsideCard } from './AsideCard.tsx'
import classes from './Asides.module.css'
import { useAsideWork } from './use-aside-work.ts'

const AsideDialog = lazy(() => import('./AsideDialog.tsx'))

/** What others were asked about the conversation, and two ways to ask. Its customer sees nothing of it. */
export default function AsidesSection({ conversation }: BesideProps) {
  const { t } = useTranslation('asides')
  const may = useMay()('conversations.reply')
  const query = useQuery(asidesQuery(conversation.id))
  const work = useAsideWork(conversation.id)
  const [asking, setAsking] = useState<Aside['kind']>()
  const asides = query.data ?? []
  const [open, closed] = [
    asides.filter(({ state }) => state !== 'closed'),
    asides.filter(({ state }) => state === 'closed'),
  ]
  if (!may && query.data && asides.length === 0) return null
  const cards = (some: readonly Aside[]) =>
    some.map((aside) => <AsideCard key={aside.id} aside={aside} may={may} work={work} />)
  return (
    <Section title={t('title')}>
      {query.isPending ? <SkeletonLines lines={2} /> : null}
      {query.isError && !query.data ? (
        <ReadAgain busy={query.isFetching} onRetry={() => void query.refetch()} />
      ) : null}
      {open.length > 0 ? (
        <ul className={classes.cards} aria-label={t('title')}>
          {cards(open)}
        </ul>
      ) : null}
      {closed.length > 0 ? (
        <details className={classes.closed}>
          <summary>{t('closed', { count: closed.length })}</summary>
          <ul className={classes.cards} aria-label={t('closed', { count: closed.length })}>
            {cards(closed)}
          </ul>
        </details>
      ) : null}
      {may && query.data ? (
        <div className={classes.ask}>
          <button type="button" className={classes.askButton} onClick={() => setAsking('escalation')}>
            <CornerUpRight size={15} aria-hidden="true" />
            {t('ask.escalation')}
          </button>
          <button type="button" className={classes.askButton} onClick={() => setAsking('side')}>
            <Truck size={15} aria-hidden="true" />
            {t('ask.side')}
          </button>
        </div>
      ) : null}
      <Suspense>
        {asking ? (
          <AsideDialog
            kind={asking}
            conversationId={conversation.id}
            onAsked={work.put}
            onClose={() => setAsking(undefined)}
          />
        ) : null}
      </Suspense>
    </Section>
  )
}
