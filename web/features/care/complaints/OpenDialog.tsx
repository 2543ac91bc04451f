import '../../../ui/styles/fields.ts'
import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { complaintSettingsQuery, type Severity } from '../../../api/reads/complaints.ts'
import type { ConversationDetail } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { lengthText } from '../../../ui/time/length.ts'
import { CauseField, LabelledMoment, OwnerField, SeverityField } from './fields.tsx'
import type { ComplaintWork } from './use-complaint-work.ts'

interface Props {
  conversation: ConversationDetail
  work: ComplaintWork
  onClose(): void
}

interface Draft {
  severity: Severity
  causeId: string
  summary: string
  ownerId: string
  /** Null: by its severity. */
  dueAt: string | null
}

/** Records that a conversation is a complaint. Only how bad it is has to be said. */
export default function OpenDialog({ conversation, work, onClose }: Props) {
  const { t, i18n } = useTranslation('care')
  const hours = useQuery(complaintSettingsQuery).data?.hours
  const form = useForm<Draft>({
    saved: {
      severity: 'serious',
      causeId: '',
      summary: '',
      ownerId: conversation.assigneeId ?? '',
      dueAt: null,
    },
    save: ({ causeId, ownerId, dueAt, ...rest }) =>
      work.open({
        ...rest,
        causeId: causeId || null,
        ownerId: ownerId || null,
        ...(dueAt === null ? {} : { dueAt }),
      }),
  })
  const usual = hours?.[form.draft.severity]
  const usualText =
    usual == null
      ? t('due.usualNone')
      : t('due.usual', { length: lengthText(usual * 3600, { locale: i18n.language, business: false }) })
  return (
    <DialogForm
      title={t('open.title')}
      submit={t('open.submit')}
      done={t('open.done')}
      form={form}
      width={520}
      onClose={onClose}
    >
      <SeverityField {...form.text('severity')} />
      <Textarea
        label={t('field.summary')}
        placeholder={t('open.summaryHint')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={5000}
        data-autofocus
        {...form.text('summary')}
      />
      <CauseField {...form.text('causeId')} />
      <OwnerField {...form.text('ownerId')} />
      <LabelledMoment
        label={t('field.dueAt')}
        hint={usualText}
        value={form.draft.dueAt}
        onChange={(dueAt) => form.set({ dueAt })}
      />
    </DialogForm>
  )
}
