import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { inboxesQuery } from '../../api/reads/directory.ts'
import { cx } from '../../ui/cx.ts'
import { useMay } from '../me.ts'
import classes from './Banner.module.css'

/** Tells those who look after inboxes that one of theirs has no connection, and leads there. */
export function InboxBanner() {
  const { t } = useTranslation('app')
  const mends = useMay()('intake.retry')
  const inboxes = useQuery({ ...inboxesQuery, enabled: mends }).data ?? []
  const failing = inboxes.filter(({ state, health }) => state === 'active' && health.state === 'failing')
  const [first] = failing
  if (!mends || !first) return null
  const to: string = failing.length === 1 ? `/settings/inboxes/${first.id}` : '/settings/inboxes'
  return (
    <div className={cx(classes.banner, classes.danger)} role="status">
      <TriangleAlert size={15} aria-hidden="true" />
      <span>
        {failing.length === 1
          ? t('connection.inbox', { name: first.name })
          : t('connection.inboxes', { count: failing.length })}
      </span>
      <Link to={to} className={classes.link}>
        {t('connection.look')}
      </Link>
    </div>
  )
}
