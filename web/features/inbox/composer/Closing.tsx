import { useTranslation } from 'react-i18next'
import classes from './Recipients.module.css'

/** The signatures that will stand below the words, folded: the person's own, then the inbox's. */
export function Closing({ text }: { text: string }) {
  const { t } = useTranslation('inbox')
  if (text === '') return null
  return (
    <details className={classes.closing}>
      <summary>{t('composer.closing', { first: text.split('\n')[0] })}</summary>
      <pre>{text}</pre>
    </details>
  )
}
