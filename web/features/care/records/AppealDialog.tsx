import '../../../ui/styles/fields.ts'
import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import type { Appeal } from '../../../api/reads/harassment.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { DayWords } from '../../../ui/time/DayWords.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import classes from '../harassment/Harassment.module.css'
import { dayAfter } from '../harassment/words.ts'

interface Props {
  appeal: Appeal
  onDecided(): Promise<unknown>
  onClose(): void
}

/** Decides on an appeal: the limit stays until another day, or is lifted. */
export default function AppealDialog({ appeal, onDecided, onClose }: Props) {
  const { t } = useTranslation('harassment')
  const { timeZone } = useTimeSettings()
  const form = useForm({
    saved: { outcome: '' as 'upheld' | 'lifted' | '', answer: '', reviewOn: dayAfter(90, timeZone) },
    check: ({ outcome, answer, reviewOn }) => ({
      outcome: outcome === '' ? t('wrong.decide') : undefined,
      answer: answer.trim() === '' ? t('wrong.reason') : undefined,
      reviewOn: outcome === 'upheld' && reviewOn <= dayAfter(0, timeZone) ? t('wrong.review') : undefined,
    }),
    save: async ({ outcome, answer, reviewOn }) => {
      if (outcome === '') return
      await call('care.decideAppeal', {
        params: { appealId: appeal.id },
        body: { outcome, answer, reviewOn: outcome === 'upheld' ? reviewOn : null },
      })
      await onDecided()
    },
  })
  const { draft } = form
  return (
    <DialogForm
      title={t('appeal.decide')}
      submit={t('appeal.submit')}
      done={t('appeal.done')}
      form={form}
      onClose={onClose}
    >
      <blockquote className={classes.words}>{appeal.words}</blockquote>
      <fieldset className={classes.choice}>
        <legend>{t('appeal.question')}</legend>
        {(['lifted', 'upheld'] as const).map((one) => (
          <label key={one} className={classes.radio}>
            <input
              type="radio"
              name="outcome"
              checked={draft.outcome === one}
              onChange={() => form.set({ outcome: one })}
            />
            <span>{t(`appeal.choose.${one}`)}</span>
          </label>
        ))}
        {form.errorOf('outcome') ? (
          <p className={classes.error} role="alert">
            {form.errorOf('outcome')}
          </p>
        ) : null}
      </fieldset>
      <Textarea
        label={t('appeal.reason')}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={5000}
        {...form.text('answer')}
      />
      {draft.outcome === 'upheld' ? (
        <TextInput
          type="date"
          label={t('field.reviewOn')}
          inputContainer={(field) => <DayWords day={draft.reviewOn}>{field}</DayWords>}
          {...form.text('reviewOn')}
        />
      ) : null}
    </DialogForm>
  )
}
