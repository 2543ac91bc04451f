import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../schema/view.ts'
import type { Setting } from './setting.ts'

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Several texts, one a line. */
export function ListField({ setting }: { setting: Setting }) {
  const { i18n } = useTranslation('settings')
  const { field, value, change, error } = setting
  const lines = Array.isArray(value) ? value.map(String) : []
  // What is being typed, empty lines and all; given up when the value changes elsewhere.
  const [typed, setTyped] = useState('')
  const shown = linesOf(typed).join('\n') === lines.join('\n') ? typed : lines.join('\n')
  const first = lines.findIndex((_, place) => error(String(place)) !== undefined)
  return (
    <Textarea
      label={inLanguage(field.label, i18n.language)}
      description={field.hint && inLanguage(field.hint, i18n.language)}
      placeholder={field.example}
      error={error() ?? (first < 0 ? undefined : error(String(first)))}
      autosize
      minRows={2}
      maxRows={10}
      value={shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        change(linesOf(event.currentTarget.value))
      }}
    />
  )
}
