import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Award, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { skillsQuery } from '../../../api/reads/presence.ts'
import { queuesQuery } from '../../../api/reads/routing.ts'
import type { Output } from '../../../api/types.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Section } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { SkillDialog } from './SkillDialog.tsx'

export type Skill = Output<'agents.listSkills'>[number]
type Shown = { skill: Skill | undefined; as: 'edit' | 'remove' } | undefined

/** The skills that people may have. */
export function SkillList({ skills }: { skills: readonly Skill[] }) {
  const { t, i18n } = useTranslation('skills')
  const queryClient = useQueryClient()
  const [shown, setShown] = useState<Shown>()
  const close = () => setShown(undefined)
  const { skill } = shown ?? {}
  const queues = useQuery({ ...queuesQuery, enabled: shown?.as === 'remove' }).data ?? []
  const asking = queues
    .filter((queue) => queue.skills.some(({ skillId }) => skillId === skill?.id))
    .map(({ name }) => t('quoted', { name }))
  const remove = async ({ id }: Skill) => {
    await call('agents.deleteSkill', { params: { skillId: id } })
    await queryClient.invalidateQueries({ queryKey: skillsQuery.queryKey })
    void queryClient.invalidateQueries({ queryKey: queuesQuery.queryKey })
  }
  return (
    <Section
      title={t('skills')}
      lead={t('skillsLead')}
      flush
      action={
        <Button
          variant="default"
          leftSection={<Plus size={15} />}
          onClick={() => setShown({ skill: undefined, as: 'edit' })}
        >
          {t('addSkill')}
        </Button>
      }
    >
      {skills.length === 0 ? (
        <EmptyState icon={<Award size={28} strokeWidth={1.5} />} title={t('noSkills')}>
          {t('noSkillsText')}
        </EmptyState>
      ) : (
        <Rows label={t('skills')}>
          {skills.map((one) => (
            <Row
              key={one.id}
              sign={<Award size={18} strokeWidth={1.75} aria-hidden="true" />}
              title={
                <button type="button" onClick={() => setShown({ skill: one, as: 'edit' })}>
                  {one.name}
                </button>
              }
              detail={one.agents === 0 ? t('nobodyHas') : t('have', { count: one.agents })}
            >
              <IconButton
                label={t('removeSkill', { name: one.name })}
                onClick={() => setShown({ skill: one, as: 'remove' })}
              >
                <Trash2 size={16} />
              </IconButton>
            </Row>
          ))}
        </Rows>
      )}
      {shown?.as === 'edit' ? <SkillDialog skill={skill} onClose={close} /> : null}
      {shown?.as === 'remove' && skill ? (
        <AskDialog
          title={t('removeTitle', { name: skill.name })}
          done={t('removed', { name: skill.name })}
          run={() => remove(skill)}
          onClose={close}
        >
          <p>{skill.agents === 0 ? t('removeText') : t('removeTextHave', { count: skill.agents })}</p>
          {asking.length > 0 ? (
            <p>{t('removeTextQueues', { names: listOf(asking, i18n.language) })}</p>
          ) : null}
        </AskDialog>
      ) : null}
    </Section>
  )
}
