import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Megaphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { waitingQuery } from '../../api/reads/teamwork.ts'
import { cx } from '../../ui/cx.ts'
import classes from './Banner.module.css'

/** Tells of what must be read and was not, and leads there. */
export default function MustReadBanner() {
  const { t } = useTranslation('notes')
  const { mustRead = 0, announcements = 0 } = useQuery(waitingQuery).data ?? {}
  if (mustRead === 0) return null
  return (
    <div className={cx(classes.banner, classes.waiting)} role="status">
      <Megaphone size={15} aria-hidden="true" />
      <span>{t('mustRead', { count: mustRead })}</span>
      <Link to={(announcements > 0 ? '/team/board' : '/team/handover') as never} className={classes.link}>
        {t('look')}
      </Link>
    </div>
  )
}
