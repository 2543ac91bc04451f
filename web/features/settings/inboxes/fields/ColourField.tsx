import { Button } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../schema/view.ts'
import classes from './fields.module.css'
import type { Setting } from './setting.ts'

/** A colour, or none where the brand's shall hold. */
export function ColourField({ setting }: { setting: Setting }) {
  const { t, i18n } = useTranslation('settings')
  const { field, value, change, error } = setting
  const name = useId()
  const problem = error()
  const chosen = typeof value === 'string' ? value : undefined
  return (
    <div>
      <label htmlFor={name} className={classes.label}>
        {inLanguage(field.label, i18n.language)}
      </label>
      {field.hint ? <p className={classes.hint}>{inLanguage(field.hint, i18n.language)}</p> : null}
      <div className={classes.colour}>
        <input
          id={name}
          type="color"
          className={classes.swatch}
          value={chosen ?? '#2f52a3'}
          onChange={(event) => change(event.currentTarget.value)}
        />
        <code>{chosen ?? t('field.unset')}</code>
        {chosen === undefined ? null : (
          <Button variant="subtle" size="xs" onClick={() => change(undefined)}>
            {t('field.clear')}
          </Button>
        )}
      </div>
      {problem ? <p className={classes.error}>{problem}</p> : null}
    </div>
  )
}
