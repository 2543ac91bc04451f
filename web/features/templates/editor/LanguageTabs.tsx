import { useTranslation } from 'react-i18next'
import { languageName } from '../../../ui/language-name.ts'
import classes from './Editor.module.css'

interface Props {
  languages: readonly string[]
  value: string
  onChange(language: string): void
  children?: React.ReactNode
}

/** The languages in which an answer stands; one of them is shown. */
export function LanguageTabs({ languages, value, onChange, children }: Props) {
  const { t, i18n } = useTranslation('templates')
  return (
    <div className={classes.languages} role="group" aria-label={t('text.languages')}>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          className={classes.language}
          aria-pressed={language === value}
          onClick={() => onChange(language)}
        >
          {languageName(language, i18n.language)}
        </button>
      ))}
      {children}
    </div>
  )
}
