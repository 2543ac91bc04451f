import { Button } from '@mantine/core'
import { Check, Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Template } from '../../../api/reads/templates.ts'
import { useMay } from '../../../app/me.ts'
import { say } from '../../../app/notices/notices.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Editor.module.css'
import { useTemplateWork } from './use-template-work.ts'

/** Where a version waits: says what is used meanwhile, and lets those who may approve it. Else who approved it. */
export function Approval({ template }: { template: Template }) {
  const { t } = useTranslation('templates')
  const approves = useMay()('templates.approve')
  const agents = useAgents()
  const { busy, run } = useTemplateWork()
  const { id, draft, approved, revision, archivedAt } = template
  if (archivedAt !== null) return null
  if (!draft) {
    const name = approved?.approvedBy ? agents.get(approved.approvedBy)?.name : undefined
    if (!approved?.approvedAt || !name) return null
    return (
      <p className={classes.approved}>
        <Check size={15} aria-hidden="true" />
        <span>
          {t('approval.by', { name, number: approved.number })} <Time at={approved.approvedAt} form="day" />
        </span>
      </p>
    )
  }
  const approve = async () => {
    const saved = await run(() =>
      call('templates.approveTemplate', { params: { templateId: id }, body: { revision } }),
    )
    if (saved) say(t('approval.done'))
  }
  return (
    <section className={classes.waiting} aria-label={t('approval.waits')}>
      <Hourglass size={16} aria-hidden="true" />
      <p>
        <strong>{t('approval.waits')}</strong>{' '}
        {approved ? t('approval.meanwhile', { number: approved.number }) : t('approval.nobodyUses')}
        {approves ? '' : ` ${t('approval.ask')}`}
      </p>
      {approves ? (
        <Button size="compact-md" loading={busy} onClick={() => void approve()}>
          {t('approval.approve')}
        </Button>
      ) : null}
    </section>
  )
}
