import { Button, PasswordInput } from '@mantine/core'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../../../ui/CopyField.tsx'
import { inLanguage } from '../schema/view.ts'
import classes from './fields.module.css'
import { newSecret } from './new-secret.ts'
import type { Setting } from './setting.ts'

interface Props {
  setting: Setting
  /** One is kept already; it is never shown. */
  kept: boolean
}

/** A secret that the screen makes: shown once, to be copied, and kept when the form is saved. */
function GeneratedSecret({ setting, kept }: Props) {
  const { t, i18n } = useTranslation('settings')
  const { field, value, change, error } = setting
  const label = inLanguage(field.label, i18n.language)
  const problem = error()
  return (
    <div className={classes.secret} role="group" aria-label={label}>
      <div>
        <div className={classes.label}>{label}</div>
        {field.hint ? <p className={classes.hint}>{inLanguage(field.hint, i18n.language)}</p> : null}
      </div>
      {typeof value === 'string' ? (
        <CopyField label={t('secret.new')} hint={t('secret.newHint')} value={value} />
      ) : (
        <>
          <p className={classes.hint}>{kept ? t('secret.kept') : t('secret.none')}</p>
          <Button variant="default" leftSection={<KeyRound size={15} />} onClick={() => change(newSecret())}>
            {kept ? t('secret.replace') : t('secret.make')}
          </Button>
        </>
      )}
      {problem ? <p className={classes.error}>{problem}</p> : null}
    </div>
  )
}

/** A secret that was given by somebody else: typed in, never shown again. */
export function SecretField({ setting, kept }: Props) {
  const { t, i18n } = useTranslation('settings')
  const { field, shape, value, change, error } = setting
  const [replacing, setReplacing] = useState(false)
  if (field.as === 'generated') return <GeneratedSecret setting={setting} kept={kept} />
  const label = inLanguage(field.label, i18n.language)
  const typed = typeof value === 'string' ? value : ''
  if (kept && !replacing && typed === '') {
    return (
      <div className={classes.secret} role="group" aria-label={label}>
        <div>
          <div className={classes.label}>{label}</div>
          <p className={classes.hint}>{t('secret.kept')}</p>
        </div>
        <Button variant="default" onClick={() => setReplacing(true)}>
          {t('secret.replace')}
        </Button>
      </div>
    )
  }
  return (
    <PasswordInput
      label={label}
      description={field.hint && inLanguage(field.hint, i18n.language)}
      error={error()}
      maxLength={shape.maxLength}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('secret.show') }}
      value={typed}
      onChange={(event) => change(event.currentTarget.value || undefined)}
    />
  )
}
