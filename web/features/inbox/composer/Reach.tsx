import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { reachQuery } from '../../../api/reads/reach.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { listOf } from '../../../ui/list-of.ts'
import classes from './Reach.module.css'

/** Customers come and go while one writes to them. */
const AGAIN_MS = 20_000

interface Props {
  id: string
  /** The newest message: with each one it may be different. */
  newest: string | undefined
  /** An answer is being written. */
  writing: boolean
  /** To whom it goes is said already. */
  addressed: boolean
}

/** One line on how an answer reaches the customer, where that is not simply the channel itself. */
export default function Reach({ id, newest, writing, addressed }: Props) {
  const { t, i18n } = useTranslation('reach')
  const { data } = useQuery({
    ...reachQuery(id, newest),
    refetchInterval: writing ? AGAIN_MS : false,
    placeholderData: keepPreviousData,
  })
  const said = () => {
    if (!data || data.by === 'here' || (addressed && data.by === 'mail')) return ''
    if (data.by === 'held') return data.reason ? inLanguage(data.reason, i18n.language) : ''
    const to = data.addresses.length > 0 ? listOf(data.addresses, i18n.language) : t('someone')
    return t(`by.${data.by}`, { to })
  }
  return (
    <p className={classes.reach} role="status">
      {said()}
    </p>
  )
}
