import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { rebuildQuery } from '../../../api/reads/reports.ts'
import type { Output } from '../../../api/types.ts'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import classes from './Rebuild.module.css'

type State = NonNullable<Output<'reports.getRebuild'>>

const isUnderWay = ({ state }: State) => state === 'waiting' || state === 'running'

/** How far it has come, while it runs; how it ended, after that. */
function Progress({ rebuild }: { rebuild: State }) {
  const { t, i18n } = useTranslation('settings')
  const { state, askedAt, endedAt, total, done } = rebuild
  // Nobody asked: the installation did it by itself, as when the demo shop is loaded.
  const askedBy = rebuild.askedBy ?? t('figures.system')
  const number = (value: number) => value.toLocaleString(i18n.language)
  if (!isUnderWay(rebuild)) {
    return (
      <p className={classes.text} role="status">
        {t(state === 'failed' ? 'figures.failed' : 'figures.done', { total: number(done), name: askedBy })}{' '}
        <Time at={endedAt ?? askedAt} form="day" />
      </p>
    )
  }
  return (
    <div className={classes.progress} role="status">
      <progress
        className={classes.bar}
        max={Math.max(total, 1)}
        value={done}
        aria-label={t('figures.rebuild')}
      />
      <p className={classes.text}>
        {state === 'waiting' && done === 0
          ? t('figures.waiting')
          : t('figures.running', { done: number(done), total: number(total) })}{' '}
        {t('figures.goesOn')}
      </p>
      <p className={classes.text}>
        {t('figures.by', { name: askedBy })} <Time at={askedAt} form="day" />
      </p>
    </div>
  )
}

/** Measures the past anew: asked for here, done in the background, and seen here by whoever comes back. */
export function Rebuild() {
  const { t } = useTranslation('settings')
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const rebuild = useQuery(rebuildQuery).data
  return (
    <Section title={t('figures.past')}>
      <Act title={t('figures.rebuild')} text={t('figures.rebuildText')}>
        <Button
          variant="default"
          disabled={rebuild !== undefined && rebuild !== null && isUnderWay(rebuild)}
          onClick={() => setAsking(true)}
        >
          {t('figures.start')}
        </Button>
      </Act>
      {rebuild ? <Progress rebuild={rebuild} /> : null}
      {asking ? (
        <AskDialog
          title={t('figures.ask')}
          action={t('figures.start')}
          done={t('figures.begun')}
          danger={false}
          run={async () => {
            try {
              cache.setQueryData(rebuildQuery.queryKey, await call('reports.rebuildReports', {}))
            } finally {
              // Somebody else may have begun it meanwhile.
              void cache.invalidateQueries({ queryKey: rebuildQuery.queryKey })
            }
          }}
          onClose={() => setAsking(false)}
        >
          {t('figures.askText')}
        </AskDialog>
      ) : null}
    </Section>
  )
}
