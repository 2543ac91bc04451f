import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Inbox, Output } from '../../../../api/types.ts'
import { inLanguage } from '../../../../ui/in-language.ts'
import { useNow } from '../../../../ui/time/clock.ts'
import { Time } from '../../../../ui/time/Time.tsx'
import { Section } from '../../frame/Section.tsx'
import classes from './Health.module.css'

type Health = Output<'intake.getHealth'>

function Figure({ name, children, note }: { name: string; children: ReactNode; note?: ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt>{name}</dt>
      <dd>{children}</dd>
      {note ? <dd className={classes.note}>{note}</dd> : null}
    </div>
  )
}

const When = ({ at, none }: { at: string | null; none: string }) =>
  at ? <Time at={at} form="day" /> : <span>{none}</span>

const DAY = 86_400_000

/** Until when the channel may sign in: a count-down where its provider names an end. */
function Access({ access }: { access: NonNullable<Health['access']> }) {
  const { t, i18n } = useTranslation('health')
  const now = useNow()
  const days = access.endsAt ? Math.floor((Date.parse(access.endsAt) - now) / DAY) : undefined
  return (
    <Figure name={t('figure.access')} note={inLanguage(access.words, i18n.language)}>
      {access.endsAt && days !== undefined ? (
        <>
          {days < 0 ? t('figure.ended') : t('figure.daysLeft', { count: days })}{' '}
          <Time at={access.endsAt} form="day" />
        </>
      ) : (
        <>
          {t('figure.renewed')} <Time at={access.renewedAt} form="day" />
        </>
      )}
    </Figure>
  )
}

/** What lies at the provider. As long as it was never reached, nobody knows. */
function There({ inbox, health }: { inbox: Inbox; health: Health }) {
  const { t, i18n } = useTranslation('health')
  const number = (count: number) => count.toLocaleString(i18n.language)
  const { waitingThere, reading } = health
  const known = inbox.health.okAt !== null
  const none = known ? t('figure.noneThere') : t('figure.onceConnected')
  return (
    <>
      <Figure name={t('figure.connected')}>
        <When at={inbox.health.okAt} none={t('figure.never')} />
      </Figure>
      <Figure
        name={t('figure.lag')}
        note={
          waitingThere.count > 0
            ? t('figure.there', { count: waitingThere.count, number: number(waitingThere.count) })
            : none
        }
      >
        {waitingThere.oldestAt ? (
          <Time at={waitingThere.oldestAt} form="since" />
        ) : (
          t(known ? 'figure.noLag' : 'figure.unknown')
        )}
      </Figure>
      <Figure name={t('figure.backfill')} note={reading ? t('figure.backfillRuns') : undefined}>
        {reading
          ? t('figure.of', { done: number(reading.done), total: number(reading.total) })
          : t(known ? 'figure.backfillDone' : 'figure.unknown')}
      </Figure>
    </>
  )
}

/** What is known of an inbox’s reading, in figures. */
export function Figures({ inbox, health, fetches }: { inbox: Inbox; health: Health; fetches: boolean }) {
  const { t, i18n } = useTranslation('health')
  const number = (count: number) => count.toLocaleString(i18n.language)
  const { waitingHere, copies } = health
  return (
    <Section title={t('figures')}>
      <dl className={classes.figures}>
        <Figure
          name={t('figure.heard')}
          note={health.knowsUsual ? t('figure.knowsUsual') : t('figure.learns')}
        >
          <When at={health.heardAt} none={t('figure.nothingYet')} />
        </Figure>
        {fetches ? <There inbox={inbox} health={health} /> : null}
        <Figure name={t('figure.here')}>
          {t('figure.count', { number: number(waitingHere.count) })}
          {waitingHere.oldestAt ? (
            <>
              {' '}
              · <Time at={waitingHere.oldestAt} form="since" />
            </>
          ) : null}
        </Figure>
        <Figure name={t('figure.copies')} note={t('figure.copiesNote')}>
          {t('figure.count', { number: number(copies.count) })}
        </Figure>
        {health.access ? <Access access={health.access} /> : null}
      </dl>
    </Section>
  )
}
