import { Checkbox, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { skillsQuery } from '../../../api/reads/presence.ts'
import type { Form } from '../../../app/form/use-form.ts'
import { Section } from '../frame/Section.tsx'
import { Levels } from '../shared/Levels.tsx'
import type { QueueDraft } from './queue.ts'
import classes from './Queues.module.css'

const languages = ['ignore', 'rather', 'must'] as const
/** A level in the middle: who has it can do it on their own. */
const usualLevel = 3

/** What is asked of who gets a conversation. */
export function Needs({ form }: { form: Form<QueueDraft> }) {
  const { t } = useTranslation('queues')
  const skills = useQuery(skillsQuery).data ?? []
  const { draft } = form
  return (
    <Section title={t('needs')} lead={t('needsLead')}>
      <Levels
        label={t('skills')}
        add={t('addSkill')}
        emptyText={skills.length === 0 ? t('noSkillsYet') : t('noSkills')}
        items={skills.map(({ id, name }) => ({ id, label: name }))}
        goneName={t('skills:gone')}
        value={draft.skills}
        onChange={(next) => form.set({ skills: next })}
        make={(id) => ({ id, level: usualLevel, must: true })}
        least
      >
        {(need, name, change) => (
          <span className={classes.need}>
            <NativeSelect
              aria-label={t('mustOf', { name })}
              data={[
                { value: 'must', label: t('must') },
                { value: 'rather', label: t('rather') },
              ]}
              value={need.must ? 'must' : 'rather'}
              onChange={(event) => change({ must: event.currentTarget.value === 'must' })}
            />
          </span>
        )}
      </Levels>
      <NativeSelect
        label={t('languageLabel')}
        description={t('languageHint')}
        data={languages.map((one) => ({ value: one, label: t(`language.${one}`) }))}
        {...form.text('language')}
      />
      <Checkbox
        label={t('lastAgent')}
        description={t('lastAgentHint')}
        checked={draft.lastAgent}
        onChange={(event) => form.set({ lastAgent: event.currentTarget.checked })}
      />
    </Section>
  )
}
