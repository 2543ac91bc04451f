import '../../../ui/styles/fields.ts'
import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { DayWords } from '../../../ui/time/DayWords.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import classes from './Harassment.module.css'
import { dayAfter } from './words.ts'

interface Props {
  title: string
  lead: string
  submit: string
  done: string
  label: string
  /** Asks for a day to come, too: so many days from now until it is chosen. */
  reviewIn?: number
  danger?: boolean
  save(words: string, reviewOn: string): Promise<unknown>
  onClose(): void
}

/** Asks why, and where it is wanted when somebody looks again. */
export default function ReasonDialog({
  title,
  lead,
  submit,
  done,
  label,
  reviewIn,
  danger,
  save,
  onClose,
}: Props) {
  const { t } = useTranslation('harassment')
  const { timeZone } = useTimeSettings()
  const form = useForm({
    saved: { words: '', reviewOn: dayAfter(reviewIn ?? 1, timeZone) },
    check: ({ words, reviewOn }) => ({
      words: words.trim() === '' ? t('wrong.reason') : undefined,
      reviewOn: reviewIn !== undefined && reviewOn <= dayAfter(0, timeZone) ? t('wrong.review') : undefined,
    }),
    save: ({ words, reviewOn }) => save(words, reviewOn),
  })
  return (
    <DialogForm
      title={title}
      submit={submit}
      done={done}
      form={form}
      danger={danger ?? false}
      onClose={onClose}
    >
      <p className={classes.hint}>{lead}</p>
      <Textarea
        label={label}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={5000}
        data-autofocus
        {...form.text('words')}
      />
      {reviewIn === undefined ? null : (
        <TextInput
          type="date"
          label={t('field.reviewOn')}
          inputContainer={(field) => <DayWords day={form.draft.reviewOn}>{field}</DayWords>}
          {...form.text('reviewOn')}
        />
      )}
    </DialogForm>
  )
}
