import { useTranslation } from 'react-i18next'
import type { Customer } from '../../../api/types.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import classes from './Suggestions.module.css'

/** One of two who may be one person, in a list of such pairs. */
export function Face({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers')
  const { id, name, email, phone, conversationCount } = customer
  return (
    <div className={classes.face}>
      <Avatar name={name} size={32} plain />
      <div className={classes.words}>
        <PlainLink href={`/customers/${id}`} className={classes.name}>
          {name}
        </PlainLink>
        <span className={classes.facts}>{email ?? phone ?? t('none')}</span>
        <span className={classes.facts}>{t('inAll', { count: conversationCount })}</span>
      </div>
    </div>
  )
}
