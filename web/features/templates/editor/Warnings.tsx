import { useTranslation } from 'react-i18next'
import type { Output } from '../../../api/types.ts'
import { languageName } from '../../../ui/language-name.ts'
import classes from './Editor.module.css'

export type Warning = Output<'templates.updateTemplate'>['warnings'][number]

/** Where what was saved may miss a value. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const { t, i18n } = useTranslation('templates')
  if (warnings.length === 0) return null
  return (
    <div className={classes.warnings} role="status">
      <strong>{t('warnings.title')}</strong>
      <ul>
        {warnings.map(({ language, line, column, what }) => (
          <li key={`${language} ${line} ${column}`}>
            {t('warnings.one', { language: languageName(language, i18n.language), line, column, what })}
          </li>
        ))}
      </ul>
      <p>{t('warnings.text')}</p>
    </div>
  )
}
