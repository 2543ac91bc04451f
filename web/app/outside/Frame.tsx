import '../../ui/styles/fields.ts'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage } from '../i18n.ts'
import { languages } from '../../ui/languages.ts'
import classes from './Frame.module.css'

interface Props {
  title: string
  lead?: string
  wide?: boolean
  children: ReactNode
}

/** The quiet page around sign-in, set-up and passwords. */
export function Frame({ title, lead, wide = false, children }: Props) {
  const { i18n } = useTranslation('access')
  return (
    <div className={classes.page}>
      <main className={classes.card} data-wide={wide || undefined}>
        <img src="/favicon.svg" alt="" width={36} height={36} />
        <h1 className={classes.title}>{title}</h1>
        {lead ? <p className={classes.lead}>{lead}</p> : null}
        {children}
      </main>
      <div className={classes.languages}>
        {languages.map(({ value: language, label }) => (
          <button
            key={language}
            type="button"
            lang={language}
            aria-pressed={i18n.language === language}
            className={classes.language}
            onClick={() => void chooseLanguage(language)}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  )
}
