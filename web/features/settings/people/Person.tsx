import { TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { UserX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { agentsQuery, teamsQuery } from '../../../api/reads/directory.ts'
import type { Agent } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import classes from './People.module.css'
import { RoleField } from './RoleField.tsx'
import { BotSection } from './BotSection.tsx'
import { SignInSection } from './SignInSection.tsx'

function PersonForm({ agent }: { agent: Agent }) {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const teams = useQuery(teamsQuery).data ?? []
  const { name, kana, email, role, teamIds } = agent
  const form = useForm({
    saved: { name, kana: kana ?? '', email, role, teamIds },
    check: (draft) => ({ name: draft.name.trim() === '' ? t('wrong.empty') : undefined }),
    save: async (_, { kana: reading, ...changes }) => {
      const body = { ...changes, ...(reading === undefined ? {} : { kana: reading.trim() || null }) }
      await call('agents.updateAgent', { params: { agentId: agent.id }, body })
      await queryClient.invalidateQueries({ queryKey: agentsQuery.queryKey })
      void queryClient.invalidateQueries({ queryKey: teamsQuery.queryKey })
    },
  })
  return (
    <SaveForm form={form}>
      <Section title={t('person.who')}>
        <div className={classes.pair}>
          <TextInput
            label={t(agent.bot ? 'bot.name' : 'person.name')}
            maxLength={100}
            {...form.text('name')}
          />
          {agent.bot ? null : <TextInput label={t('person.kana')} maxLength={100} {...form.text('kana')} />}
        </div>
        {agent.bot ? null : (
          <TextInput
            type="email"
            label={t('person.email')}
            description={t('person.emailHint')}
            maxLength={254}
            autoComplete="off"
            {...form.text('email' /* not-a-channel: the person’s address */)}
          />
        )}
      </Section>
      <Section title={t('person.work')}>
        <RoleField
          bot={agent.bot}
          value={form.draft.role}
          error={form.errorOf('role')}
          onChange={(chosen) => form.set({ role: chosen })}
        />
        <PickMany
          label={t('person.teams')}
          hint={t('person.teamsHint')}
          add={t('person.addTeam')}
          items={teams.map(({ id, name: team }) => ({ id, label: team }))}
          value={form.draft.teamIds}
          onChange={(ids) => form.set({ teamIds: ids })}
        />
      </Section>
    </SaveForm>
  )
}

/** Where what they can do is settled: leads do that, too. */
function SkillsSection({ agentId }: { agentId: string }) {
  const { t } = useTranslation('settings')
  return (
    <Section title={t('app:settings.skills')}>
      <Act title={t('person.skills')} text={t('person.skillsText')}>
        <PlainLink href={`/settings/skills/${agentId}`}>{t('person.toSkills')}</PlainLink>
      </Act>
    </Section>
  )
}

/** Why they heard of something, or did not. */
function NotificationsSection({ agentId }: { agentId: string }) {
  const { t } = useTranslation('settings')
  return (
    <Section title={t('person.history')}>
      <Act title={t('person.told')} text={t('person.historyText')}>
        <PlainLink href={`/settings/people/${agentId}/notifications`}>{t('person.toHistory')}</PlainLink>
      </Act>
    </Section>
  )
}

/** One person: who they are, what they may do, and their sign-in. */
export default function Person() {
  const { t } = useTranslation('settings')
  const { agentId } = useParams({ strict: false }) as { agentId: string }
  const query = useQuery(agentsQuery)
  const agent = query.data?.find(({ id }) => id === agentId)
  return (
    <Page
      title={agent?.name ?? t('app:settings.people')}
      lead={agent && !agent.active ? t(agent.bot ? 'bot.isOffText' : 'person.offLead') : undefined}
      above={{ to: '/settings/people', title: t('app:settings.people') }}
    >
      <Loaded query={query}>
        {() =>
          agent ? (
            <>
              <PersonForm key={agent.id} agent={agent} />
              {agent.bot ? (
                <BotSection agent={agent} />
              ) : (
                <>
                  <SkillsSection agentId={agent.id} />
                  <NotificationsSection agentId={agent.id} />
                  <SignInSection agent={agent} />
                </>
              )}
            </>
          ) : (
            <EmptyState icon={<UserX size={28} strokeWidth={1.5} />} title={t('person.gone')} />
          )
        }
      </Loaded>
    </Page>
  )
}
