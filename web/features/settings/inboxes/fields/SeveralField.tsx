import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../schema/view.ts'
import classes from './fields.module.css'
import type { Setting } from './setting.ts'

/** Some of the choices, in their order. */
export function SeveralField({ setting }: { setting: Setting }) {
  const { i18n } = useTranslation('settings')
  const { field, shape, value, change, error } = setting
  const chosen = Array.isArray(value) ? value.map(String) : []
  const names = (shape.items?.enum ?? []).map(String)
  return (
    <Checkbox.Group
      label={inLanguage(field.label, i18n.language)}
      description={field.hint && inLanguage(field.hint, i18n.language)}
      error={error()}
      value={chosen}
      onChange={(next) => change(names.filter((name) => next.includes(name)))}
    >
      <div className={classes.checks}>
        {names.map((name) => {
          const words = field.choices?.[name]
          return <Checkbox key={name} value={name} label={words ? inLanguage(words, i18n.language) : name} />
        })}
      </div>
    </Checkbox.Group>
  )
}
