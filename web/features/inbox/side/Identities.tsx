import { BadgeCheck, Copy, Globe, Mail, Phone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail, Identity } from '../../../api/types.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import classes from './SidePanel.module.css'

function Sign({ identity }: { identity: Identity }) {
  if (identity.value.includes('@')) return <Mail size={14} aria-hidden="true" />
  if (phone.test(identity.value)) return <Phone size={14} aria-hidden="true" />
  return <Globe size={14} aria-hidden="true" />
}

const phone = /^[+\d][\d\s()-]{5,}$/

/** Addresses that a person would use: a channel's own ids say nothing to anybody. */
const readable = (identity: Identity) => /[@/]/.test(identity.value) || phone.test(identity.value)

/** Where the customer can be reached. */
export function Identities({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation('inbox')
  const copy = (value: string) =>
    void navigator.clipboard.writeText(value).then(() => say(t('side.copied')), sayProblem)
  return (
    <ul className={classes.section} style={{ paddingTop: 0 }} aria-label={t('side.addresses')}>
      {customer.identities.filter(readable).map((identity) => {
        return (
          <li key={identity.id} className={classes.identity}>
            <Sign identity={identity} />
            <span className={classes.value}>{identity.value}</span>
            {identity.verified ? (
              <span title={t('side.verified')}>
                <BadgeCheck size={14} color="var(--c-resolved)" aria-label={t('side.verified')} />
              </span>
            ) : null}
            <IconButton small label={t('side.copy')} onClick={() => copy(identity.value)}>
              <Copy size={13} />
            </IconButton>
          </li>
        )
      })}
    </ul>
  )
}
