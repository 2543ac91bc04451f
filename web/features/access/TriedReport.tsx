import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { teamsQuery } from '../../api/reads/directory.ts'
import { rolesQuery } from '../../api/reads/roles.ts'
import type { Output } from '../../api/types.ts'
import { inLanguage } from '../../ui/in-language.ts'
import { listOf } from '../../ui/list-of.ts'
import { Frame } from '../../app/outside/Frame.tsx'
import classes from '../../app/outside/Frame.module.css'

const SETTINGS: string = '/settings/sign-in'

/** What a provider said of somebody who tried it, and what would follow. */
export default function TriedReport({
  report,
}: {
  report: NonNullable<Output<'access.finishSso'>['report']>
}) {
  const { t, i18n } = useTranslation('access')
  const roles = useQuery(rolesQuery).data ?? []
  const teams = useQuery(teamsQuery).data ?? []
  const { language } = i18n
  const role = roles.find(({ id }) => id === report.role)
  const names = report.teamIds.flatMap((id) => teams.find((team) => team.id === id)?.name ?? [])
  const nothing = t('sso.nothing')
  const list = (words: readonly string[]) => (words.length === 0 ? nothing : listOf(words, language))
  const lines: [string, string][] = [
    [t('sso.email'), report.email === null ? nothing : report.email],
    [t('sso.verified'), t(report.emailVerified ? 'sso.yes' : 'sso.no')],
    [t('sso.name'), report.name ?? nothing],
    [t('sso.groups'), list(report.groups)],
    [t('sso.person'), t(`sso.persons.${report.person}`)],
    [t('sso.role'), role ? inLanguage(role.title, language) : nothing],
    [t('sso.teams'), list(names)],
  ]
  const refusal =
    report.refusal === null
      ? undefined
      : t(`errors:${report.refusal.replaceAll('.', '_')}`, { defaultValue: report.refusal })
  return (
    <Frame title={t('sso.tried')} lead={t('sso.triedLead')} wide>
      <div className={classes.form}>
        {refusal === undefined ? (
          <p className={`${classes.problem} ${classes.done}`} role="status">
            {t('sso.wouldEnter')}
          </p>
        ) : (
          <p className={classes.problem} role="alert">
            {t('sso.wouldNot')} {refusal}
          </p>
        )}
      </div>
      <dl className={classes.facts}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.foot}>
        <Link to={SETTINGS}>{t('sso.toSettings')}</Link>
      </p>
    </Frame>
  )
}
