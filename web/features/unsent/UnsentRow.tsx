import '../../ui/styles/fields.ts'
import { Button, Checkbox } from '@mantine/core'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Inbox } from '../../api/types.ts'
import { PlainLink } from '../../app/shared/PlainLink.tsx'
import { ChannelSign } from '../../app/shared/signs.tsx'
import { cx } from '../../ui/cx.ts'
import { inLanguage } from '../../ui/in-language.ts'
import { Pill } from '../../ui/Pill.tsx'
import { Time } from '../../ui/time/Time.tsx'
import { Attempts } from './Attempts.tsx'
import { Decide, Whole } from './Decide.tsx'
import { possibleFor, standingOf, tones, type Unsent } from './standing.ts'
import classes from './Unsent.module.css'

interface Props {
  row: Unsent
  inbox: Inbox | undefined
  /** False for those who may only read. */
  may: boolean
  busy: boolean
  chosen: boolean
  onChoose(chosen: boolean): void
  onResend(): void
  onDiscard(): void
  onTakeBack(): void
  onApprove(): void
  onDecline(): void
}

/** One message that was not sent: to whom, what, why not, and what can be done. */
export function UnsentRow({ row, inbox, may, busy, chosen, onChoose, ...act }: Props) {
  const { t, i18n } = useTranslation('unsent')
  const [opened, setOpened] = useState(false)
  const standing = standingOf(row)
  const can = possibleFor(standing)
  const choosable = may && (can.resend || can.discard)
  return (
    <li className={classes.item} aria-busy={busy}>
      {may ? (
        <Checkbox
          size="xs"
          className={classes.choose}
          aria-label={t('choose', { name: row.customerName, number: row.conversationNumber })}
          checked={chosen}
          mod={{ never: !choosable }}
          disabled={!choosable || busy}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      ) : null}
      <div className={classes.body}>
        <div className={classes.head}>
          <Pill tone={tones[standing]}>{t(`standing.${standing}`)}</Pill>
          <PlainLink href={`/inbox/${row.conversationId}?status=any`} className={classes.who}>
            <strong>{row.customerName}</strong>
            <span className={classes.number}>#{row.conversationNumber}</span>
          </PlainLink>
          {inbox ? (
            <span className={classes.inbox}>
              <ChannelSign inbox={inbox} size={13} />
              {inbox.name}
            </span>
          ) : null}
          <Time at={row.createdAt} className={classes.at} />
        </div>
        {standing === 'awaiting' ? <Whole row={row} /> : <p className={classes.preview}>{row.preview}</p>}
        <p className={cx(classes.reason, tones[standing] === 'danger' && classes.bad)}>
          {row.reason ? inLanguage(row.reason, i18n.language) : t(`why.${standing}`)}
          {row.nextAttemptAt &&
          (standing === 'retrying' || standing === 'scheduled' || standing === 'awaiting') ? (
            <span className={classes.next}>
              {t(standing === 'retrying' ? 'next.retrying' : 'next.scheduled')}
              <Time at={row.nextAttemptAt} form="day" />
            </span>
          ) : null}
        </p>
        {standing === 'bounced' ? <p className={classes.reason}>{t('bouncedHelp')}</p> : null}
        <div className={classes.actions}>
          {row.decidable ? <Decide busy={busy} onApprove={act.onApprove} onDecline={act.onDecline} /> : null}
          {may && can.resend ? (
            <Button size="compact-sm" variant="default" loading={busy} onClick={act.onResend}>
              {can.ask ? t('resendAnyway') : t(tones[standing] === 'danger' ? 'resend' : 'tryNow')}
            </Button>
          ) : null}
          {may && can.takeBack && !row.decidable ? (
            <Button size="compact-sm" variant="default" disabled={busy} onClick={act.onTakeBack}>
              {t('takeBack')}
            </Button>
          ) : null}
          {may && can.discard ? (
            <Button size="compact-sm" variant="default" disabled={busy} onClick={act.onDiscard}>
              {t('discard')}
            </Button>
          ) : null}
          {row.attempts > 0 ? (
            <button
              type="button"
              className={classes.attempts}
              aria-expanded={opened}
              onClick={() => setOpened(!opened)}
            >
              {t('attempts', { count: row.attempts })}
              <ChevronDown size={14} aria-hidden="true" />
            </button>
          ) : null}
        </div>
        {opened ? <Attempts messageId={row.messageId} /> : null}
      </div>
    </li>
  )
}
