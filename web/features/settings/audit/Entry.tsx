import { ArrowRight, Cog } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../api/types.ts'
import { useAgents, useInboxes, useTags, useTeams } from '../../../app/shared/directory.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Audit.module.css'
import { type Detail, detailsOf, type Names, wordsOf } from './describe.ts'

type AuditEntry = Output<'audit.listAudit'>['items'][number]

/** Finds names of what entries speak of, as long as it still exists. */
function useNames(): Names {
  const { t, i18n } = useTranslation('audit')
  const known = [useAgents(), useTeams(), useInboxes(), useTags()]
  return {
    nameOf(id) {
      // Words of ours that are stored as such: roles, states, ways to sign in.
      if (/^[a-z]+$/.test(id) && i18n.exists(`audit:value.${id}`)) return t(`value.${id}`)
      return known.map((map) => map.get(id)?.name).find((name) => name !== undefined)
    },
    nothing: t('nothing'),
    yes: t('yes'),
    no: t('no'),
  }
}

function Line({ detail, names }: { detail: Detail; names: Names }) {
  const { t, i18n } = useTranslation('audit')
  const { field, from, to, changed } = detail
  const key = field.replaceAll('.', '_')
  const name = i18n.exists(`audit:field.${key}`) ? t(`field.${key}`) : field
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {changed ? (
          <>
            <del>{wordsOf(from, names)}</del>
            <ArrowRight size={13} role="img" aria-label={t('became')} />
            <ins>{wordsOf(to, names)}</ins>
          </>
        ) : (
          wordsOf(to, names)
        )}
      </dd>
    </>
  )
}

/** One entry: who, what, with what, and when; what was before stands beside what is now. */
export function Entry({ entry }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation('audit')
  const names = useNames()
  const key = entry.action.replaceAll('.', '_')
  const action = i18n.exists(`audit:action.${key}`) ? t(`action.${key}`) : entry.action
  const subject = entry.subjectId === null ? undefined : names.nameOf(entry.subjectId)
  const lines = detailsOf(entry.details)
  const person = entry.actorKind === 'person'
  return (
    <li className={classes.entry}>
      {person ? <Avatar name={entry.actorName} size={28} /> : <Cog size={20} aria-hidden="true" />}
      <div className={classes.body}>
        <p className={classes.what}>
          <strong>{person ? entry.actorName : t('system')}</strong>
          <span>{action}</span>
          {subject !== undefined && entry.subjectId !== entry.actorId ? (
            <span className={classes.subject}>{subject}</span>
          ) : null}
          <Time at={entry.at} form="day" className={classes.at} />
        </p>
        {lines.length > 0 ? (
          <dl className={classes.details}>
            {lines.map((detail) => (
              <Line key={detail.field} detail={detail} names={names} />
            ))}
          </dl>
        ) : null}
      </div>
    </li>
  )
}
