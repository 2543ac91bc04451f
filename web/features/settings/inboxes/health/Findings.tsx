import { Link } from '@tanstack/react-router'
import { Archive, CircleCheck, CircleDashed, CirclePause, Info, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Inbox } from '../../../../api/types.ts'
import { Time } from '../../../../ui/time/Time.tsx'
import { useHealthReason } from '../health.tsx'
import type { Finding } from './findings.ts'
import classes from './Health.module.css'

const calm = {
  fine: CircleCheck,
  unchecked: CircleDashed,
  paused: CirclePause,
  archived: Archive,
  reading: Info,
}
const grave = new Set<Finding['kind']>(['failing', 'ended', 'gaps', 'quarantine'])
/** What is mended in the inbox's settings. */
const toSettings = new Set<Finding['kind']>(['failing', 'unchecked', 'ended', 'expiring'])

const toneOf = (kind: Finding['kind']) =>
  kind === 'fine' ? 'fine' : kind in calm ? 'calm' : grave.has(kind) ? 'grave' : 'warning'

/** One thing: what it is, and what to do about it. */
function Line({ inbox, finding }: { inbox: Inbox; finding: Finding }) {
  const { t, i18n } = useTranslation('health')
  const reason = useHealthReason(inbox)
  const { kind } = finding
  const Sign = kind in calm ? calm[kind as keyof typeof calm] : TriangleAlert
  const number = (value: number) => value.toLocaleString(i18n.language)
  const count = kind === 'quarantine' ? finding.count : 0
  return (
    <li className={classes.finding} data-tone={toneOf(kind)}>
      <Sign size={18} aria-hidden="true" />
      <div>
        <strong>{t(`finding.${kind}.what`, { count })}</strong>
        {'at' in finding ? (
          <span className={classes.moment}>
            {t(`finding.${kind as 'silent'}.at`)} <Time at={finding.at} form="day" />
          </span>
        ) : null}
        {kind === 'failing' && reason ? <p>{reason}</p> : null}
        {kind === 'reading' ? (
          <progress
            className={classes.bar}
            max={Math.max(finding.total, 1)}
            value={finding.done}
            aria-label={t('finding.reading.what')}
          />
        ) : null}
        <p>
          {kind === 'reading'
            ? t('finding.reading.do', { done: number(finding.done), total: number(finding.total) })
            : t(`finding.${kind}.do`)}
        </p>
        {toSettings.has(kind) ? (
          <Link to={`/settings/inboxes/${inbox.id}` as string}>{t('toSettings')}</Link>
        ) : null}
      </div>
    </li>
  )
}

/** What is to be said of the inbox, and what to do. */
export function Findings({ inbox, findings }: { inbox: Inbox; findings: readonly Finding[] }) {
  const { t } = useTranslation('health')
  return (
    <ul className={classes.findings} aria-label={t('now')}>
      {findings.map((finding) => (
        <Line key={finding.kind} inbox={inbox} finding={finding} />
      ))}
    </ul>
  )
}
