import { useQuery, useQueryClient } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { inboxesQuery } from '../../api/reads/directory.ts'
import { cx } from '../../ui/cx.ts'
import { useMay } from '../me.ts'
import { sayProblem } from '../notices/notices.ts'
import classes from './Banner.module.css'

/** Tells those who look after inboxes that automatic answers of one were stopped, and lets them go on. */
export function AnswersBanner() {
  const { t } = useTranslation('app')
  const mends = useMay()('intake.retry')
  const cache = useQueryClient()
  const inboxes = useQuery({ ...inboxesQuery, enabled: mends }).data ?? []
  const stopped = inboxes.find(({ acknowledgePausedAt }) => acknowledgePausedAt !== null)
  if (!mends || !stopped) return null
  const resume = () =>
    call('inboxes.resumeAcknowledging', { params: { inboxId: stopped.id }, body: {} })
      .then(() => cache.invalidateQueries({ queryKey: inboxesQuery.queryKey }))
      .catch(sayProblem)
  return (
    <div className={cx(classes.banner, classes.danger)} role="status">
      <TriangleAlert size={15} aria-hidden="true" />
      <span>{t('answers.stopped', { name: stopped.name })}</span>
      <button type="button" className={classes.link} onClick={() => void resume()}>
        {t('answers.resume')}
      </button>
    </div>
  )
}
