import { useTranslation } from 'react-i18next'
import { fileSize } from '../../../../ui/files/size.ts'
import { Time } from '../../../../ui/time/Time.tsx'
import classes from './Health.module.css'

interface Item {
  from: string | null
  subject: string | null
  size: number
  kept: 'whole' | 'beginning' | 'nothing'
  receivedAt: string
}

/** By what people recognise something that came in. */
export function Headline({ item }: { item: Pick<Item, 'from' | 'subject'> }) {
  const { t } = useTranslation('health')
  if (item.from === null && item.subject === null) return null
  return (
    <p className={classes.headline}>
      <strong>{item.subject ?? t('noSubject')}</strong>
      {item.from ? <span>{item.from}</span> : null}
    </p>
  )
}

/** When it came, how large it was, and what is left of it. */
export function Facts({ item }: { item: Item }) {
  const { t, i18n } = useTranslation('health')
  return (
    <>
      <Time at={item.receivedAt} form="day" />
      <span>{fileSize(item.size, i18n.language)}</span>
      {item.kept === 'whole' ? null : <span className={classes.left}>{t(`kept.${item.kept}`)}</span>}
    </>
  )
}
