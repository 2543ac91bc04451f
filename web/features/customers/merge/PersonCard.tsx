import { useTranslation } from 'react-i18next'
import type { Customer } from '../../../api/types.ts'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import classes from './Merge.module.css'

interface Props {
  customer: Customer
  /** What becomes of them. */
  role: string
  stays: boolean
}

/** Who one of the two is: enough to tell namesakes from one person. */
export function PersonCard({ customer, role, stays }: Props) {
  const { t } = useTranslation('customers')
  const { name, kana, email, phone, conversationCount, createdAt } = customer
  return (
    <section className={classes.person} data-stays={stays || undefined} aria-label={role}>
      <p className={classes.role}>{role}</p>
      <div className={classes.who}>
        <Avatar name={name} size={32} plain />
        <div className={classes.names}>
          <strong className={classes.name}>{name}</strong>
          {kana ? <span className={classes.kana}>{kana}</span> : null}
        </div>
      </div>
      <p className={classes.facts}>
        {email ? <span>{email}</span> : null}
        {phone ? <span>{phone}</span> : null}
        <span>{t('inAll', { count: conversationCount })}</span>
        <span>
          {t('field.since')} <Time at={createdAt} form="day" />
        </span>
      </p>
    </section>
  )
}
