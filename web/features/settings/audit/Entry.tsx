import { useQuery } from '@tanstack/react-query'
import { ArrowRight, Cog } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { permissionsQuery } from '../../../api/reads/roles.ts'
import { channelsQuery } from '../../../api/reads/settings.ts'
import type { Output } from '../../../api/types.ts'
import { useAgents, useInboxes, useTags, useTeams } from '../../../app/shared/directory.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { listOf } from '../../../ui/list-of.ts'
import { Time } from '../../../ui/time/Time.tsx'
import { writtenDay } from '../../../ui/time/written-day.ts'
import type { Kind } from '../inboxes/schema/view.ts'
import { useRoleWords } from '../roles/use-role-words.ts'
import classes from './Audit.module.css'
import { type Detail, detailsOf, type Names, wordsOf } from './describe.ts'
import { secretNamed, settingAt } from './setting-at.ts'

type AuditEntry = Output<'audit.listAudit'>['items'][number]

/** Finds names of what entries speak of, as long as it still exists. */
function useNames(): Names {
  const { t, i18n } = useTranslation('audit')
  const known = [useAgents(), useTeams(), useInboxes(), useTags()]
  const kinds = useQuery(channelsQuery).data ?? []
  const { nameById } = useRoleWords()
  const permissions = useQuery(permissionsQuery).data?.flatMap((group) => group.permissions) ?? []
  const ofChannels = (id: string) =>
    kinds.find(({ name }) => name === id)?.title ?? kinds.flatMap(({ view }) => view.steps?.[id] ?? []).at(0)
  return {
    nameOf(id) {
      // Words of ours that are stored as such: roles, states, ways to sign in.
      const word = id.replaceAll(/[ .]/g, '_')
      if (/^[a-zA-Z_-]+$/.test(word) && i18n.exists(`audit:value.${word}`)) return t(`value.${word}`)
      const ours = ofChannels(id)
      if (ours) return inLanguage(ours, i18n.language)
      const permission = permissions.find(({ name }) => name === id)
      if (permission) return inLanguage(permission.title, i18n.language)
      return (
        known.map((map) => map.get(id)?.name).find((name) => name !== undefined) ??
        (nameById(id) || undefined)
      )
    },
    nothing: t('nothing'),
    yes: t('yes'),
    no: t('no'),
    list: (words) => listOf(words, i18n.language),
    day: (date) => writtenDay(date, i18n.language),
  }
}

/** The channel of an inbox, where an entry is about one. */
function useKindOf({ details, subjectId }: AuditEntry): Kind | undefined {
  const channel = useInboxes().get(subjectId ?? '')?.channel ?? details['channel']
  return useQuery(channelsQuery).data?.find(({ name }) => name === channel)
}

/** What a line speaks of, and how its values are called: settings of a channel have the names that it gives them. */
function useLine(field: string, names: Names, kind: Kind | undefined): { name: string; names: Names } {
  const { t, i18n } = useTranslation('audit')
  const [first = field, ...inner] = field.split('.')
  const ours = i18n.exists(`audit:field.${first}`) ? t(`field.${first}`) : first
  const inWords = (one: { en: string; ja: string } | undefined) => one && inLanguage(one, i18n.language)
  if (first === 'secrets' || first === 'secretsSet') {
    const nameOf = (id: string) => inWords(secretNamed(kind, id)?.label) ?? names.nameOf(id)
    return { name: ours, names: { ...names, nameOf } }
  }
  // What people have named something is no word of ours, even where it sounds like one.
  if (first === 'name') return { name: ours, names: { ...names, nameOf: () => undefined } }
  // A webhook without inboxes tells of all of them.
  if (first === 'inboxIds') return { name: ours, names: { ...names, nothing: t('allInboxes') } }
  const setting = first === 'settings' ? settingAt(kind, inner.join('.')) : undefined
  if (!setting) return { name: [ours, ...inner].join(': '), names }
  const parts = setting.parts.map((part) => names.nameOf(part) ?? part)
  return {
    name: [inWords(setting.group.title), inWords(setting.field.label), ...parts].join(': '),
    names: { ...names, nameOf: (id) => inWords(setting.field.choices?.[id]) ?? names.nameOf(id) },
  }
}

interface LineProps {
  detail: Detail
  names: Names
  kind: Kind | undefined
}

function Line({ detail, names: known, kind }: LineProps) {
  const { t } = useTranslation('audit')
  const { field, from, to, changed } = detail
  const { name, names } = useLine(field, known, kind)
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

interface EntryProps {
  entry: AuditEntry
  /** Shows what else was done to the same thing. */
  onAbout(about: { id: string; name: string }): void
}

/** One entry: who, what, with what, and when; what was before stands beside what is now. */
export function Entry({ entry, onAbout }: EntryProps) {
  const { t, i18n } = useTranslation('audit')
  const names = useNames()
  const kind = useKindOf(entry)
  const key = entry.action.replaceAll('.', '_')
  const action = i18n.exists(`audit:action.${key}`) ? t(`action.${key}`) : entry.action
  const subject = entry.subjectId === null ? undefined : names.nameOf(entry.subjectId)
  const lines = detailsOf(entry.details)
  const person = entry.actorKind === 'person'
  // A directory, a rule or a key has a name, too.
  const named = entry.actorName !== 'system'
  return (
    <li className={classes.entry}>
      {person ? <Avatar name={entry.actorName} size={28} /> : <Cog size={20} aria-hidden="true" />}
      <div className={classes.body}>
        <div className={classes.head}>
          <p className={classes.what}>
            <strong>{named ? entry.actorName : t('system')}</strong>
            <span>{action}</span>
            {subject !== undefined && entry.subjectId !== entry.actorId ? (
              <button
                type="button"
                className={classes.subject}
                title={t('filter.onlyAbout')}
                onClick={() => onAbout({ id: entry.subjectId ?? '', name: subject })}
              >
                {subject}
              </button>
            ) : null}
          </p>
          <Time at={entry.at} form="day" className={classes.at} />
        </div>
        {lines.length > 0 ? (
          <dl className={classes.details}>
            {lines.map((detail) => (
              <Line key={detail.field} detail={detail} names={names} kind={kind} />
            ))}
          </dl>
        ) : null}
      </div>
    </li>
  )
}
