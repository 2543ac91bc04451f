import { useTranslation } from 'react-i18next'
import { ColourInput } from '../../shared/ColourInput.tsx'
import { inLanguage } from '../schema/view.ts'
import type { Setting } from './setting.ts'

/** A colour, or none where the brand's shall hold. */
export function ColourField({ setting: { field, value, change, error } }: { setting: Setting }) {
  const { i18n } = useTranslation('settings')
  return (
    <ColourInput
      label={inLanguage(field.label, i18n.language)}
      hint={field.hint && inLanguage(field.hint, i18n.language)}
      error={error()}
      value={typeof value === 'string' ? value : undefined}
      onChange={change}
      onClear={() => change(undefined)}
    />
  )
}
