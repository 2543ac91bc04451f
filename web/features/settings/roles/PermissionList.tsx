import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Output } from '../../../api/types.ts'
import { useMe } from '../../../app/me.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { listOf } from '../../../ui/list-of.ts'
import { Section } from '../frame/Section.tsx'
import { choosePermission, type OnePermission, whyFixed } from './choose-permissions.ts'

interface Props {
  groups: Output<'agents.listPermissions'>
  role: { permissions: readonly string[]; allInboxes: boolean }
  /** Undefined where nothing can be changed. */
  onChange?: ((permissions: string[]) => void) | undefined
}

/** What a role lets people do, in plain words under headings. */
export function PermissionList({ groups, role, onChange }: Props) {
  const { t, i18n } = useTranslation('roles')
  const { permissions: mine } = useMe()
  const all = groups.flatMap(({ permissions }) => permissions)
  const line = (permission: OnePermission) => {
    const why = onChange ? whyFixed(permission, role, mine) : undefined
    const detail = permission.detail ? inLanguage(permission.detail, i18n.language) : ''
    const needs = permission.needs.flatMap((name) => all.find((one) => one.name === name) ?? [])
    const needed = listOf(
      needs.map(({ title }) => inLanguage(title, i18n.language)),
      i18n.language,
    )
    const words = [detail, needed === '' ? '' : t('needs', { names: needed }), why ? t(`why.${why}`) : '']
    return (
      <Checkbox
        key={permission.name}
        label={inLanguage(permission.title, i18n.language)}
        description={words.filter(Boolean).join(' ') || undefined}
        checked={permission.always || role.permissions.includes(permission.name)}
        disabled={!onChange || why !== undefined}
        onChange={(event) =>
          onChange?.(choosePermission(all, role.permissions, permission.name, event.currentTarget.checked))
        }
      />
    )
  }
  return groups.map(({ id, title, permissions }) => (
    <Section key={id} title={inLanguage(title, i18n.language)}>
      {permissions.map(line)}
    </Section>
  ))
}
