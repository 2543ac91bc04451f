import '../../../ui/styles/fields.ts'
import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Harassment } from '../../../api/reads/harassment.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { DayWords } from '../../../ui/time/DayWords.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import classes from './Harassment.module.css'
import { useReadAgain } from './use-record-work.ts'
import { dayAfter } from './words.ts'

interface Draft {
  confirmed: 'yes' | 'no' | ''
  reason: string
  reviewOn: string
}

/** Says whether it was harassment, and why. */
export default function DecideDialog({ record, onClose }: { record: Harassment; onClose(): void }) {
  const { t } = useTranslation('harassment')
  const { timeZone } = useTimeSettings()
  const readAgain = useReadAgain(record.conversationId)
  const form = useForm<Draft>({
    saved: { confirmed: '', reason: '', reviewOn: dayAfter(30, timeZone) },
    check: ({ confirmed, reason, reviewOn }) => ({
      confirmed: confirmed === '' ? t('wrong.decide') : undefined,
      reason: reason.trim() === '' ? t('wrong.reason') : undefined,
      reviewOn:
        confirmed === 'yes' && reviewOn !== '' && reviewOn <= dayAfter(0, timeZone)
          ? t('wrong.review')
          : undefined,
    }),
    save: async ({ confirmed, reason, reviewOn }) => {
      await call('care.decideHarassment', {
        params: { harassmentId: record.id },
        body: {
          confirmed: confirmed === 'yes',
          reason,
          reviewOn: confirmed === 'yes' && reviewOn !== '' ? reviewOn : null,
        },
      })
      await readAgain()
    },
  })
  const { draft } = form
  return (
    <DialogForm
      title={t('decide.title')}
      submit={t('decide.submit')}
      done={t('decide.done')}
      form={form}
      onClose={onClose}
    >
      <fieldset className={classes.choice}>
        <legend>{t('decide.question')}</legend>
        {(['yes', 'no'] as const).map((one) => (
          <label key={one} className={classes.radio}>
            <input
              type="radio"
              name="confirmed"
              checked={draft.confirmed === one}
              onChange={() => form.set({ confirmed: one })}
            />
            <span>
              {t(`decide.${one}`)}
              <span className={classes.kindHint}>{t(`decide.${one}Hint`)}</span>
            </span>
          </label>
        ))}
        {form.errorOf('confirmed') ? (
          <p className={classes.error} role="alert">
            {form.errorOf('confirmed')}
          </p>
        ) : null}
      </fieldset>
      <Textarea
        label={t('field.reason')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={5000}
        {...form.text('reason')}
      />
      {draft.confirmed === 'yes' ? (
        <TextInput
          type="date"
          label={t('field.reviewOn')}
          description={t('decide.reviewHint')}
          inputContainer={(field) => <DayWords day={draft.reviewOn}>{field}</DayWords>}
          {...form.text('reviewOn')}
        />
      ) : null}
    </DialogForm>
  )
}
