import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { skillsQuery, workProfilesQuery } from '../../../api/reads/presence.ts'
import { queuesQuery } from '../../../api/reads/routing.ts'
import type { Output } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Section } from '../frame/Section.tsx'
import { Levels } from '../shared/Levels.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import { bodyOf, draftOf, isWithin, languageItems, type Profile, usualLevel } from './profile.ts'
import classes from './Skills.module.css'
import type { Skill } from './SkillList.tsx'

const most = { capacity: 1000, chats: 100 }

interface Props {
  profile: Profile
  skills: readonly Skill[]
  /** What holds for whoever has nothing of their own. */
  usual: Output<'routing.getRoutingSettings'>
}

/** What of a person's work can be settled. */
export function ProfileForm({ profile, skills, usual }: Props) {
  const { t, i18n } = useTranslation('skills')
  const queryClient = useQueryClient()
  const { agentId } = profile
  const form = useForm({
    saved: draftOf(profile),
    check: ({ capacity, chats }) => ({
      capacity: isWithin(capacity, most.capacity) ? undefined : t('wrongNumber', { most: most.capacity }),
      chats: isWithin(chats, most.chats) ? undefined : t('wrongNumber', { most: most.chats }),
    }),
    save: async (draft) => {
      const body = bodyOf(draft, new Set(skills.map(({ id }) => id)))
      const saved = await call('agents.saveWorkProfile', { params: { agentId }, body })
      queryClient.setQueryData(workProfilesQuery.queryKey, (old) =>
        old?.map((one) => (one.agentId === agentId ? saved : one)),
      )
      // How many have a skill, and which queues nobody can serve, are others now.
      void queryClient.invalidateQueries({ queryKey: skillsQuery.queryKey, exact: true })
      void queryClient.invalidateQueries({ queryKey: queuesQuery.queryKey })
    },
  })
  const { draft } = form
  return (
    <SaveForm form={form}>
      <Section title={t('ownSkills')} lead={t('ownSkillsLead')}>
        <Levels
          label={t('skills')}
          add={t('chooseSkill')}
          emptyText={skills.length === 0 ? t('noSkills') : t('noOwnSkills')}
          items={skills.map(({ id, name }) => ({ id, label: name }))}
          goneName={t('gone')}
          value={draft.skills}
          onChange={(next) => form.set({ skills: next })}
          make={(id) => ({ id, level: usualLevel })}
        />
        <Levels
          label={t('languages')}
          hint={t('languagesHint')}
          add={t('chooseLanguage')}
          emptyText={t('noLanguages')}
          items={languageItems(
            i18n.language,
            draft.languages.map(({ id }) => id),
          )}
          goneName={t('gone')}
          value={draft.languages}
          onChange={(next) => form.set({ languages: next })}
          make={(id) => ({ id, level: usualLevel })}
        />
      </Section>
      <Section title={t('limits')} lead={t('limitsLead')}>
        <div className={classes.pair}>
          <NumberField
            label={t('capacity')}
            description={t('capacityHint', { usual: usual.capacity })}
            placeholder={String(usual.capacity)}
            value={draft.capacity}
            error={form.errorOf('capacity')}
            onChange={(capacity) => form.set({ capacity })}
          />
          <NumberField
            label={t('chats')}
            description={t('chatsHint', { usual: usual.chats })}
            placeholder={String(usual.chats)}
            value={draft.chats}
            error={form.errorOf('chats')}
            onChange={(chats) => form.set({ chats })}
          />
        </div>
      </Section>
    </SaveForm>
  )
}
