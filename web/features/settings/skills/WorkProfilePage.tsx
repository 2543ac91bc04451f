import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { UserX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { skillsQuery, workProfilesQuery } from '../../../api/reads/presence.ts'
import { routingSettingsQuery } from '../../../api/reads/routing.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { PresenceSection } from './PresenceSection.tsx'
import { ProfileForm } from './ProfileForm.tsx'

/** One person: what they do just now, what they can do, and how much they take at a time. */
export default function WorkProfilePage() {
  const { t } = useTranslation('skills')
  const { agentId } = useParams({ strict: false }) as { agentId: string }
  const agent = useAgents().get(agentId)
  const query = useQuery(workProfilesQuery)
  const skills = useQuery(skillsQuery)
  const usual = useQuery(routingSettingsQuery)
  const profile = query.data?.find((one) => one.agentId === agentId)
  return (
    <Page
      title={agent?.name ?? t('app:settings.skills')}
      above={{ to: '/settings/skills', title: t('app:settings.skills') }}
    >
      <Loaded query={query}>
        {() =>
          profile ? (
            <>
              <PresenceSection agentId={agentId} name={agent?.name ?? ''} />
              <Loaded query={skills}>
                {(all) => (
                  <Loaded query={usual}>
                    {(settings) => (
                      <ProfileForm key={agentId} profile={profile} skills={all} usual={settings} />
                    )}
                  </Loaded>
                )}
              </Loaded>
            </>
          ) : (
            <EmptyState icon={<UserX size={28} strokeWidth={1.5} />} title={t('settings:person.gone')} />
          )
        }
      </Loaded>
    </Page>
  )
}
