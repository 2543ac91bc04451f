import '../../../ui/styles/fields.ts'
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { type Form, useForm } from '../../../app/form/use-form.ts'
import { useMay } from '../../../app/me.ts'
import { AskFirst } from '../../../ui/AskFirst.tsx'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { CauseField, LabelledMoment, OwnerField, SeverityField } from './fields.tsx'
import classes from './Complaints.module.css'
import { type ComplaintDraft, changeOf, draftOf, type KnownComplaint } from './draft.ts'
import type { ComplaintWork } from './use-complaint-work.ts'

interface Props {
  complaint: KnownComplaint
  work: ComplaintWork
  /** What is missing is asked for, and it is closed then. */
  closing?: boolean
  onClose(): void
}

function Words({
  form,
  name,
  rows = 2,
}: {
  form: Form<ComplaintDraft>
  name: 'summary' | 'promise' | 'apology' | 'correction'
  rows?: number
}) {
  const { t } = useTranslation('care')
  return (
    <Textarea
      label={t(`field.${name}`)}
      placeholder={t(`hint.${name}`)}
      autosize
      minRows={rows}
      maxRows={10}
      maxLength={5000}
      {...form.text(name)}
    />
  )
}

function PromiseFields({ form }: { form: Form<ComplaintDraft> }) {
  const { t } = useTranslation('care')
  const { draft, set } = form
  return (
    <fieldset className={classes.group}>
      <legend>{t('part.promise')}</legend>
      <Words form={form} name="promise" />
      <div className={classes.pair}>
        <LabelledMoment
          label={t('field.promiseDueAt')}
          value={draft.promiseDueAt}
          onChange={(promiseDueAt) => set({ promiseDueAt })}
        />
        <LabelledMoment
          label={t('field.promiseKeptAt')}
          value={draft.promiseKeptAt}
          onChange={(promiseKeptAt) => set({ promiseKeptAt })}
        >
          {draft.promiseKeptAt === null ? (
            <Button variant="default" onClick={() => set({ promiseKeptAt: new Date().toISOString() })}>
              {t('now')}
            </Button>
          ) : null}
        </LabelledMoment>
      </div>
    </fieldset>
  )
}

function Remove({ complaint, work, onClose }: Props) {
  const { t } = useTranslation('care')
  const [asking, setAsking] = useState(false)
  const [busy, setBusy] = useState(false)
  const remove = () => {
    setBusy(true)
    work.remove(complaint.id).then(
      () => {
        say(t('remove.done'))
        onClose()
      },
      (error: unknown) => {
        setBusy(false)
        sayProblem(error)
      },
    )
  }
  return (
    <>
      <button type="button" className={classes.removeLink} onClick={() => setAsking(true)}>
        {t('remove.label')}
      </button>
      {asking ? (
        <AskFirst
          title={t('remove.title')}
          action={t('remove.yes')}
          danger
          busy={busy}
          onYes={remove}
          onClose={() => setAsking(false)}
        >
          {t('remove.text')}
        </AskFirst>
      ) : null}
    </>
  )
}

/** Everything that is noted of a complaint. */
export default function EditDialog(props: Props) {
  const { complaint, work, closing = false, onClose } = props
  const { t } = useTranslation('care')
  const may = useMay()
  const form = useForm<ComplaintDraft>({
    saved: draftOf(complaint),
    check: (draft) =>
      closing
        ? {
            causeId: draft.causeId === '' ? t('wrong.cause') : undefined,
            correction: draft.correction.trim() === '' ? t('wrong.correction') : undefined,
          }
        : {},
    save: (_draft, changes) =>
      work.change(complaint.id, {
        ...changeOf(changes),
        ...(closing ? { state: 'closed' as const } : {}),
      }),
  })
  const { draft, set } = form
  return (
    <DialogForm
      title={closing ? t('close.title') : t('edit.title')}
      submit={closing ? t('close.submit') : t('app:form.save')}
      done={closing ? t('close.done') : undefined}
      form={form}
      width={640}
      onClose={onClose}
    >
      {closing ? <p className={classes.lead}>{t('close.lead')}</p> : null}
      <div className={classes.pair}>
        <SeverityField {...form.text('severity')} />
        <CauseField {...form.text('causeId')} />
      </div>
      <Words form={form} name="summary" rows={3} />
      <div className={classes.pair}>
        <OwnerField {...form.text('ownerId')} />
        <LabelledMoment label={t('field.dueAt')} value={draft.dueAt} onChange={(dueAt) => set({ dueAt })} />
      </div>
      <PromiseFields form={form} />
      <fieldset className={classes.group}>
        <legend>{t('part.apology')}</legend>
        <Words form={form} name="apology" />
        <LabelledMoment
          label={t('field.apologisedAt')}
          value={draft.apologisedAt}
          onChange={(apologisedAt) => set({ apologisedAt })}
        />
      </fieldset>
      <Words form={form} name="correction" rows={3} />
      {!closing && may('complaints.manage') ? <Remove {...props} /> : null}
    </DialogForm>
  )
}
