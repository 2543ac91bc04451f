import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { valueAt, withValueAt } from '../../../../app/form/paths.ts'
import { inLanguage } from '../schema/view.ts'
import { languages } from '../../../../ui/languages.ts'
import { TwoLanguages } from './TwoLanguages.tsx'
import classes from './fields.module.css'
import type { Setting } from './setting.ts'

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** A text that customers read, in Japanese and English beside each other. */
export function WordsField({ setting }: { setting: Setting }) {
  const { i18n } = useTranslation('settings')
  const { field, shape, value, change, error } = setting
  const label = inLanguage(field.label, i18n.language)
  return (
    <TwoLanguages label={label} hint={field.hint && inLanguage(field.hint, i18n.language)} error={error()}>
      {languages.map(({ value: language, label: name }) => {
        const part = shape.properties?.[language]
        const common = {
          lang: language,
          'aria-label': `${label} (${name})`,
          maxLength: part?.maxLength,
          error: error(language),
          value: textOf(valueAt(value, language) ?? part?.default),
        }
        const write = (text: string) =>
          change(
            withValueAt(value ?? {}, language, text === '' && part?.default === undefined ? undefined : text),
          )
        return field.as === 'lines' ? (
          <Textarea
            key={language}
            {...common}
            leftSection={<small aria-hidden="true">{language.toUpperCase()}</small>}
            leftSectionProps={{ className: classes.top }}
            autosize
            minRows={3}
            maxRows={10}
            onChange={(event) => write(event.currentTarget.value)}
          />
        ) : (
          <TextInput
            key={language}
            {...common}
            leftSection={<small aria-hidden="true">{language.toUpperCase()}</small>}
            onChange={(event) => write(event.currentTarget.value)}
          />
        )
      })}
    </TwoLanguages>
  )
}
