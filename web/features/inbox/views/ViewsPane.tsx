import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { cx } from '../../../ui/cx.ts'
import { SavedViewMenu } from './SavedViewMenu.tsx'
import type { ViewGroup, ViewLine } from './use-views.ts'
import classes from './ViewsPane.module.css'

interface LineProps {
  line: ViewLine
  current: boolean
  onChoose?: (() => void) | undefined
}

function Line({ line, current, onChoose }: LineProps) {
  const { t, i18n } = useTranslation('inbox')
  const Icon = line.icon
  return (
    <div className={classes.line}>
      <PlainLink
        href={line.href}
        className={classes.link}
        aria-current={current ? 'page' : undefined}
        onClick={onChoose}
      >
        {Icon ? (
          <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        ) : (
          <span className={classes.bullet} />
        )}
        <span className={classes.name} title={line.name}>
          {line.name}
        </span>
        {line.count ? (
          <span className={cx(classes.count, line.calls && classes.calls)}>
            {new Intl.NumberFormat(i18n.language).format(line.count)}
            <span className="visually-hidden">{t('views.countUnit')}</span>
          </span>
        ) : null}
      </PlainLink>
      {line.search.saved ? <SavedViewMenu viewId={line.search.saved} name={line.name} /> : null}
    </div>
  )
}

interface Props {
  groups: readonly ViewGroup[]
  current: ViewLine | undefined
  /** Told when a view was chosen: a drawer closes then. */
  onChoose?: () => void
}

/** The side-bar of the inbox: views, teams, saved views, inboxes, each with its number. */
export const ViewsPane = memo(function ViewsPane({ groups, current, onChoose }: Props) {
  const { t } = useTranslation('inbox')
  return (
    <nav className={classes.pane} aria-label={t('views.label')}>
      <p className={classes.title} aria-hidden="true">
        {t('title')}
      </p>
      {groups.map((group) => (
        <section key={group.key} className={classes.group} aria-label={group.heading}>
          {group.heading ? <h2 className={classes.heading}>{group.heading}</h2> : null}
          {group.lines.map((line) => (
            <Line key={line.key} line={line} current={line === current} onChoose={onChoose} />
          ))}
        </section>
      ))}
    </nav>
  )
})
