import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { teamsQuery } from '../../../api/reads/directory.ts'
import type { Output } from '../../../api/types.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { Section } from '../frame/Section.tsx'
import { useRoleWords } from '../roles/use-role-words.ts'
import classes from './Sso.module.css'

type Mapping = Output<'access.listProviders'>[number]['mappings'][number]

interface Props {
  mappings: readonly Mapping[]
  errorOf(path: string): string | undefined
  onChange(mappings: Mapping[]): void
}

/** Roles that a group may give: nobody becomes an owner by one. */
export function useRoleChoices(): { value: string; label: string }[] {
  const { roles, nameOf } = useRoleWords()
  return roles.filter(({ id }) => id !== 'owner').map((role) => ({ value: role.id, label: nameOf(role) }))
}

/** What groups at the provider give here; the first that names a role decides it. */
export function Mappings({ mappings, errorOf, onChange }: Props) {
  const { t } = useTranslation('sso')
  const roles = useRoleChoices()
  const teams = useQuery(teamsQuery).data ?? []
  const change = (at: number, part: Partial<Mapping>) =>
    onChange(mappings.map((one, nth) => (nth === at ? { ...one, ...part } : one)))
  const swap = (at: number, other: number) => {
    const next = [...mappings]
    const [a, b] = [next[at], next[other]]
    if (a && b) [next[at], next[other]] = [b, a]
    onChange(next)
  }
  return (
    <Section
      title={t('groups')}
      lead={t('groupsLead')}
      action={
        <Button
          variant="default"
          leftSection={<Plus size={16} />}
          onClick={() => onChange([...mappings, { group: '', role: null, teamIds: [] }])}
        >
          {t('addGroup')}
        </Button>
      }
    >
      {mappings.length === 0 ? <p className={classes.nobody}>{t('noGroups')}</p> : null}
      {mappings.map((mapping, at) => (
        <fieldset key={at} className={classes.mapping} aria-label={t('groupNth', { n: at + 1 })}>
          <div className={classes.pair}>
            <TextInput
              label={t('group')}
              maxLength={300}
              value={mapping.group}
              error={errorOf(`mappings.${at}.group`)}
              onChange={(event) => change(at, { group: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('givesRole')}
              data={[{ value: '', label: t('noRole') }, ...roles]}
              value={mapping.role ?? ''}
              onChange={(event) => change(at, { role: event.currentTarget.value || null })}
            />
          </div>
          <PickMany
            label={t('givesTeams')}
            add={t('settings:person.addTeam')}
            items={teams.map(({ id, name }) => ({ id, label: name }))}
            value={mapping.teamIds}
            onChange={(teamIds) => change(at, { teamIds })}
          />
          <div className={classes.order}>
            <IconButton label={t('up', { n: at + 1 })} disabled={at === 0} onClick={() => swap(at, at - 1)}>
              <ArrowUp size={16} />
            </IconButton>
            <IconButton
              label={t('down', { n: at + 1 })}
              disabled={at === mappings.length - 1}
              onClick={() => swap(at, at + 1)}
            >
              <ArrowDown size={16} />
            </IconButton>
            <IconButton
              label={t('removeGroup', { n: at + 1 })}
              onClick={() => onChange(mappings.filter((_, nth) => nth !== at))}
            >
              <Trash2 size={16} />
            </IconButton>
          </div>
        </fieldset>
      ))}
    </Section>
  )
}
