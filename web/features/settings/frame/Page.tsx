import '../../../ui/styles/fields.ts'
import '../../../ui/styles/dialogs.ts'
import { Link } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../../ui/cx.ts'
import classes from './Page.module.css'

interface Props {
  title: string
  /** What the page is for, in a sentence. */
  lead?: ReactNode
  /** The main action, at the right of the title. */
  action?: ReactNode
  /** The page above, for a screen below another. */
  above?: { to: string; title: string }
  /** As wide as the screen: for tables and previews. */
  wide?: boolean
  children: ReactNode
}

/** The body of a settings page: title, lead, content. */
export function Page({ title, lead, action, above, wide = false, children }: Props) {
  const { t } = useTranslation('settings')
  return (
    <div className={cx(classes.page, wide && classes.wide)}>
      <Link
        to={above?.to ?? '/settings'}
        className={cx(classes.above, !above && classes.toMenu)}
        activeOptions={{ exact: true }}
      >
        <ChevronLeft size={16} aria-hidden="true" />
        {above?.title ?? t('title')}
      </Link>
      <header className={classes.head}>
        <div>
          <h1 className={classes.title}>{title}</h1>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
        </div>
        {action ? <div className={classes.action}>{action}</div> : null}
      </header>
      {children}
    </div>
  )
}
