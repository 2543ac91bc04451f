import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { inboxesQuery } from '../../api/reads/directory.ts'
import { cx } from '../../ui/cx.ts'
import { useMay } from '../me.ts'
import classes from './Banner.module.css'

/** Tells those who look after inboxes that one of theirs has no connection, or is to be looked at, and leads there. */
export function InboxBanner() {
  const { t } = useTranslation('app')
  const mends = useMay()('intake.retry')
  const inboxes = useQuery({ ...inboxesQuery, enabled: mends }).data ?? []
  const active = inboxes.filter(({ state }) => state === 'active')
  const failing = active.filter(({ health }) => health.state === 'failing')
  const unwell = active.filter(({ health }) => health.warnings.length > 0)
  const fails = failing.length > 0
  const shown = fails ? failing : unwell
  const [first] = shown
  if (!mends || !first) return null
  const to: string = shown.length === 1 ? `/settings/inboxes/${first.id}/health` : '/settings/inboxes'
  return (
    <div className={cx(classes.banner, fails ? classes.danger : classes.waiting)} role="status">
      <TriangleAlert size={15} aria-hidden="true" />
      <span>
        {shown.length === 1
          ? t(fails ? 'connection.inbox' : 'connection.unwell', { name: first.name })
          : t(fails ? 'connection.inboxes' : 'connection.unwells', { count: shown.length })}
      </span>
      <Link to={to} className={classes.link}>
        {t('connection.look')}
      </Link>
    </div>
  )
}
