import { BadgeCheck, Copy, Globe, Mail, Phone, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail, Identity } from '../../../api/types.ts'
import { copyText } from '../../../ui/copy-text.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { say, sayProblem } from '../../notices/notices.ts'
import { isReadable, kindOf } from './identity.ts'
import classes from './pieces.module.css'

const signs = { mail: Mail, phone: Phone, other: Globe }

interface LineProps {
  identity: Identity
  onRemove: ((identity: Identity) => void) | undefined
}

function Line({ identity, onRemove }: LineProps) {
  const { t, i18n } = useTranslation('customers')
  const Sign = signs[kindOf(identity.value)]
  const copy = () => void copyText(identity.value).then(() => say(t('copied')), sayProblem)
  return (
    <li className={classes.identity}>
      <Sign size={14} aria-hidden="true" />
      <span className={classes.value}>
        {identity.value}
        {identity.bounce ? (
          <span
            className={classes.bounced}
            title={identity.bounce.reason ? inLanguage(identity.bounce.reason, i18n.language) : undefined}
          >
            {t(`bounced.${identity.bounce.kind}`)}
          </span>
        ) : null}
      </span>
      {identity.verified ? (
        <span className={classes.verified} title={t('verified')}>
          <BadgeCheck size={14} color="var(--c-resolved)" aria-label={t('verified')} />
        </span>
      ) : null}
      <IconButton small label={t('copy')} onClick={copy}>
        <Copy size={13} />
      </IconButton>
      {onRemove ? (
        <IconButton small label={t('removeAddress')} onClick={() => onRemove(identity)}>
          <X size={14} />
        </IconButton>
      ) : null}
    </li>
  )
}

interface Props {
  customer: CustomerDetail
  onRemove?: (identity: Identity) => void
}

/** Where the customer can be reached. */
export function Identities({ customer, onRemove }: Props) {
  const { t } = useTranslation('customers')
  return (
    <ul aria-label={t('addresses')}>
      {customer.identities
        .filter((identity) => isReadable(identity.value))
        .map((identity) => (
          <Line key={identity.id} identity={identity} onRemove={onRemove} />
        ))}
    </ul>
  )
}
