import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bot, Search, UserPlus, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { agentsQuery } from '../../../api/reads/directory.ts'
import type { Agent } from '../../../api/types.ts'
import { useTeams } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Pill } from '../../../ui/Pill.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { BotDialog } from './BotDialog.tsx'
import { findPeople } from './find-people.ts'
import { InviteDialog } from './InviteDialog.tsx'
import { useRoleWords } from '../roles/use-role-words.ts'
import classes from './People.module.css'

function PersonRow({ agent }: { agent: Agent }) {
  const { t } = useTranslation('settings')
  const teams = useTeams()
  const { nameById } = useRoleWords()
  const to: string = `/settings/people/${agent.id}`
  const names = agent.teamIds.flatMap((id) => teams.get(id)?.name ?? [])
  return (
    <Row
      faint={!agent.active}
      sign={<Avatar name={agent.name} size={32} plain={!agent.active} />}
      title={<Link to={to}>{agent.name}</Link>}
      detail={[agent.bot ? t('bot.bot') : agent.email, ...names].join(' · ')}
    >
      <span className={classes.seen}>
        {agent.lastSeenAt ? (
          <>
            {t('people.seen')} <Time at={agent.lastSeenAt} />
          </>
        ) : agent.active && !agent.bot ? (
          t('people.never')
        ) : null}
      </span>
      {agent.active ? (
        <Pill tone={agent.role === 'owner' ? 'open' : 'plain'}>{nameById(agent.role)}</Pill>
      ) : (
        <Pill tone="pending">{t('people.off')}</Pill>
      )}
    </Row>
  )
}

function List({ agents }: { agents: readonly Agent[] }) {
  const { t } = useTranslation('settings')
  const [query, setQuery] = useState('')
  const found = findPeople(agents, query)
  return (
    <>
      <TextInput
        className={classes.search}
        aria-label={t('people.search')}
        placeholder={t('people.search')}
        leftSection={<Search size={15} aria-hidden="true" />}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <Box>
        {found.length === 0 ? (
          <EmptyState icon={<Users size={28} strokeWidth={1.5} />} title={t('people.none')} />
        ) : (
          <Rows label={t('app:settings.people')}>
            {found.map((agent) => (
              <PersonRow key={agent.id} agent={agent} />
            ))}
          </Rows>
        )}
      </Box>
    </>
  )
}

/** Everybody who works here, and how to bring in somebody new. */
export default function People() {
  const { t } = useTranslation('settings')
  const query = useQuery(agentsQuery)
  const [adding, setAdding] = useState<'person' | 'bot'>()
  const close = () => setAdding(undefined)
  return (
    <Page
      title={t('app:settings.people')}
      lead={t('people.lead')}
      action={
        <div className={classes.adding}>
          <Button variant="default" leftSection={<Bot size={16} />} onClick={() => setAdding('bot')}>
            {t('bot.add')}
          </Button>
          <Button leftSection={<UserPlus size={16} />} onClick={() => setAdding('person')}>
            {t('people.invite')}
          </Button>
        </div>
      }
    >
      <Loaded query={query}>{(agents) => <List agents={agents} />}</Loaded>
      {adding === 'person' ? <InviteDialog onClose={close} /> : null}
      {adding === 'bot' ? <BotDialog onClose={close} /> : null}
    </Page>
  )
}
