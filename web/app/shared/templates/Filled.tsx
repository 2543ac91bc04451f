import { useTranslation } from 'react-i18next'
import type { Preview } from '../../../api/reads/templates.ts'
import classes from './Filled.module.css'

type Part = Preview['parts'][number]

function Piece({ part }: { part: Part }) {
  const { t } = useTranslation('answers')
  if (part.variable === null) return part.text
  if (!part.missing) return <span className={classes.value}>{part.text}</span>
  return (
    <mark className={classes.missing}>
      {part.text}
      <span className="visually-hidden">{t('missing')}</span>
    </mark>
  )
}

/** A text with its values in it: what was put in is told apart, what is missing stands out. */
export const Filled = ({ parts }: { parts: readonly Part[] }) => (
  <p className={classes.filled}>
    {parts.map((part, at) => (
      <Piece key={at} part={part} />
    ))}
  </p>
)
