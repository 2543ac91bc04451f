import { useTranslation } from 'react-i18next'
import { strangersIn } from './addresses.ts'
import classes from './Composer.module.css'

interface Props {
  cc: string
  bcc: string
  onChange(field: 'cc' | 'bcc', text: string): void
}

/** Further recipients of a mail. */
export function CopyFields({ cc, bcc, onChange }: Props) {
  const { t } = useTranslation('inbox')
  const values = { cc, bcc }
  return (['cc', 'bcc'] as const).map((field) => {
    const wrong = strangersIn(values[field])
    return (
      <label key={field} className={classes.copies}>
        <span>{t(`message.${field}`)}</span>
        <input
          className={classes.copyField}
          type="text"
          inputMode="email"
          autoComplete="off"
          value={values[field]}
          placeholder={t('composer.addresses')}
          aria-invalid={wrong.length > 0}
          onChange={(event) => onChange(field, event.currentTarget.value)}
        />
        {wrong.length > 0 ? (
          <span className={classes.wrong} role="status">
            {t('composer.badAddress', { text: wrong[0] })}
          </span>
        ) : null}
      </label>
    )
  })
}
