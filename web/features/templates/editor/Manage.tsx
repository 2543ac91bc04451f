import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Template } from '../../../api/reads/templates.ts'
import { say, sayDone } from '../../../app/notices/notices.ts'
import { Act } from '../../../app/shared/Act.tsx'
import { Section } from '../../../app/shared/Section.tsx'
import { useTemplateWork } from './use-template-work.ts'

/** Puts an answer away, which can be taken back, or brings it back. */
export function Manage({ template }: { template: Template }) {
  const { t } = useTranslation('templates')
  const { busy, run } = useTemplateWork()
  const { id, title, revision, archivedAt } = template
  const away = archivedAt !== null
  const put = (what: 'archiveTemplate' | 'unarchiveTemplate', seen: number) =>
    run(() => call(`templates.${what}`, { params: { templateId: id }, body: { revision: seen } }))
  const archive = async () => {
    const saved = await put('archiveTemplate', revision)
    if (!saved) return
    sayDone({
      id: `template ${id}`,
      text: t('manage.archived', { title }),
      seconds: 8,
      undo: () => void put('unarchiveTemplate', saved.revision),
    })
  }
  const bringBack = async () => {
    if (await put('unarchiveTemplate', revision)) say(t('manage.back', { title }))
  }
  return (
    <Section title={t('manage.title')}>
      <Act
        title={t(away ? 'manage.unarchive' : 'manage.archive')}
        text={t(away ? 'manage.unarchiveText' : 'manage.archiveText')}
      >
        <Button variant="default" loading={busy} onClick={() => void (away ? bringBack() : archive())}>
          {t(away ? 'manage.unarchive' : 'manage.archive')}
        </Button>
      </Act>
    </Section>
  )
}
