import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Inbox } from '../../../api/types.ts'
import { AddressField } from '../composer/AddressField.tsx'
import type { Field } from '../composer/recipients.ts'
import classes from './NewMessage.module.css'
import type { NewMessage } from './use-new-message.ts'

const Bounced = lazy(() => import('../composer/Bounced.tsx'))

const copies = ['cc', 'bcc'] as const satisfies Field[]

/** From which inbox, to whom, about what. */
export function Fields({ work, inboxes }: { work: NewMessage; inboxes: readonly Inbox[] }) {
  const { t } = useTranslation('inbox')
  const { letter, wrong, change } = work
  const [shown, setShown] = useState(letter.cc.length + letter.bcc.length > 0)
  const said = (field: Field) => {
    if (wrong?.field !== field) return undefined
    return wrong.text === undefined ? t('recipients.missing') : t('recipients.bad', { text: wrong.text })
  }
  const field = (name: Field) => (
    <AddressField
      key={name}
      label={t(`message.${name}`)}
      values={letter[name]}
      problem={said(name)}
      autoFocus={name === 'to' && letter.to.length === 0}
      onChange={(values) => change({ [name]: values })}
    >
      {name === 'to' && !shown ? (
        <button type="button" className={classes.copies} onClick={() => setShown(true)}>
          {t('start.copies')}
        </button>
      ) : null}
    </AddressField>
  )
  return (
    <div className={classes.fields}>
      <label className={classes.row}>
        <span className={classes.label}>{t('message.from')}</span>
        <select
          className={classes.select}
          value={letter.inboxId}
          onChange={(event) => change({ inboxId: event.currentTarget.value })}
        >
          {inboxes.map((inbox) => (
            <option key={inbox.id} value={inbox.id}>
              {inbox.address ? `${inbox.name} (${inbox.address})` : inbox.name}
            </option>
          ))}
        </select>
      </label>
      {field('to')}
      {shown ? copies.map(field) : null}
      <Suspense fallback={null}>
        <Bounced addresses={[...letter.to, ...letter.cc, ...letter.bcc]} />
      </Suspense>
      <label className={classes.row}>
        <span className={classes.label}>{t('header.subject')}</span>
        <input
          className={classes.subject}
          maxLength={500}
          value={letter.subject}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
      </label>
    </div>
  )
}
