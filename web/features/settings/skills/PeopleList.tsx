import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Search, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { workProfilesQuery } from '../../../api/reads/presence.ts'
import { routingSettingsQuery } from '../../../api/reads/routing.ts'
import type { Agent } from '../../../api/types.ts'
import Here from '../../../app/presence/Here.tsx'
import { useAgents } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Section } from '../frame/Section.tsx'
import { findPeople } from '../people/find-people.ts'
import type { Profile } from './profile.ts'
import classes from './Skills.module.css'
import type { Skill } from './SkillList.tsx'

/** So few are seen at a look. */
const few = 10

function useDetail(skills: readonly Skill[]) {
  const { t, i18n } = useTranslation('skills')
  const usual = useQuery(routingSettingsQuery).data
  const languages = new Intl.DisplayNames(i18n.language, { type: 'language' })
  const nameOf = new Map(skills.map(({ id, name }) => [id, name]))
  const can = ({ skills: own, languages: spoken }: Profile): string => {
    const names = [
      ...own.flatMap(({ skillId, level }) => {
        const name = nameOf.get(skillId)
        return name === undefined ? [] : [t('withLevel', { name, level })]
      }),
      ...spoken.map(({ language, level }) =>
        t('withLevel', { name: languages.of(language) ?? language, level }),
      ),
    ]
    return names.length === 0 ? t('none') : listOf(names, i18n.language)
  }
  const takes = ({ capacity, chats }: Profile): string | undefined =>
    usual && t('takes', { capacity: capacity ?? usual.capacity, chats: chats ?? usual.chats })
  return { can, takes }
}

function List({
  people,
  skills,
  profiles,
}: {
  people: Agent[]
  skills: readonly Skill[]
  profiles: Profile[]
}) {
  const { t } = useTranslation('skills')
  const [query, setQuery] = useState('')
  const { can, takes } = useDetail(skills)
  const profileOf = new Map(profiles.map((profile) => [profile.agentId, profile]))
  const found = findPeople(people, query)
  return (
    <>
      {people.length > few ? (
        <TextInput
          className={classes.search}
          aria-label={t('settings:people.search')}
          placeholder={t('settings:people.search')}
          leftSection={<Search size={15} aria-hidden="true" />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      ) : null}
      {found.length === 0 ? (
        <EmptyState icon={<Users size={28} strokeWidth={1.5} />} title={t('settings:people.none')} />
      ) : (
        <Rows label={t('people')}>
          {found.map(({ id, name }) => {
            const profile = profileOf.get(id)
            return (
              <Row
                key={id}
                sign={<Avatar name={name} size={32} />}
                title={<PlainLink href={`/settings/skills/${id}`}>{name}</PlainLink>}
                detail={profile ? can(profile) : null}
              >
                {profile ? <span className={classes.takes}>{takes(profile)}</span> : null}
                <span className={classes.state}>
                  <Here agentId={id} whole />
                </span>
              </Row>
            )
          })}
        </Rows>
      )}
    </>
  )
}

/** Everybody who works here: what they do just now, what they can do, and how much they take at a time. */
export function PeopleList({ skills }: { skills: readonly Skill[] }) {
  const { t } = useTranslation('skills')
  const query = useQuery(workProfilesQuery)
  const people = [...useAgents().values()].filter(({ active, bot }) => active && !bot)
  return (
    <Section title={t('people')} lead={t('peopleLead')} flush>
      <Loaded query={query}>
        {(profiles) => <List people={people} skills={skills} profiles={profiles} />}
      </Loaded>
    </Section>
  )
}
