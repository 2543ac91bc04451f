import { useQuery } from '@tanstack/react-query'
import { Timer, TimerOff } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clocksQuery } from '../../../api/reads/clocks.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { cx } from '../../../ui/cx.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { Pill, type Tone } from '../../../ui/Pill.tsx'
import { useNow } from '../../../ui/time/clock.ts'
import { dayAndTime } from '../../../ui/time/format.ts'
import { lengthText } from '../../../ui/time/length.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { type Clock, inOrder, type Manner, shortly, type State, stateOf, sumInWords } from './clock-words.ts'
import classes from './Clocks.module.css'

const tones: Record<State, Tone> = {
  running: 'plain',
  soon: 'waiting',
  over: 'danger',
  paused: 'snoozed',
  kept: 'resolved',
  late: 'danger',
}

/** What counts goes on: its sum is read anew as often. */
const minute = 60_000

function ClockLine({ clock, manner }: { clock: Clock; manner: Manner }) {
  const { t, now, time } = manner
  const { promise, policy, seconds, businessTime, dueAt, endedAt, counted } = clock
  const state = stateOf(clock, now)
  const target = t(`target.${businessTime}`, {
    time: lengthText(seconds, { locale: time.locale, business: businessTime }),
  })
  return (
    <li className={classes.clock}>
      <div className={classes.head}>
        <strong>{t(`promise.${promise}`)}</strong>
        <Pill tone={tones[state]}>{t(`state.${state}`)}</Pill>
      </div>
      <p className={classes.target}>{[target, policy].filter(Boolean).join(' · ')}</p>
      <div className={classes.track} data-state={state} aria-hidden="true">
        <span style={{ width: `${Math.min(100, (counted / seconds) * 100)}%` }} />
      </div>
      <p>{sumInWords(clock, manner)}</p>
      {endedAt === null && dueAt !== null ? (
        <p className={classes.target}>{t('due', { at: dayAndTime(Date.parse(dueAt), now, time) })}</p>
      ) : null}
    </li>
  )
}

interface Props {
  conversationId: string
  /** Where it stands in its line. */
  className: string | undefined
}

/** What was promised in a conversation: the clock that presses most, and behind it all of them with how they are counted. */
export function Clocks({ conversationId, className }: Props) {
  const { t } = useTranslation('clocks')
  const [time, now] = [useTimeSettings(), useNow()]
  const [opened, setOpened] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const anchor = useCallback(() => button.current ?? undefined, [])
  const query = useQuery({
    ...clocksQuery(conversationId),
    refetchInterval: ({ state }) => (state.data?.some(({ endedAt }) => endedAt === null) ? minute : false),
  })
  const clocks = inOrder(query.data ?? [])
  const [first] = clocks
  const open = () => setOpened(true)
  const group = t('inbox:commands.conversation')
  const words = 'sla clock deadline 目標時間 期限 計測 残り時間'
  useCommands(first ? [{ id: 'clocks', title: t('open'), group, place: 12, words, run: open }] : [])
  if (!first) return null
  const manner: Manner = { t, now, time }
  const state = stateOf(first, now)
  const Icon = state === 'paused' ? TimerOff : Timer
  const said = shortly(first, manner)
  return (
    <>
      <button
        ref={button}
        type="button"
        className={cx(classes.open, className)}
        data-waits={(first.promise !== 'resolve' && first.endedAt === null) || undefined}
        aria-label={`${t('title')}: ${t(`promise.${first.promise}`)} ${said}`}
        aria-haspopup="dialog"
        aria-expanded={opened}
        title={`${t(`promise.${first.promise}`)} ${said}`}
        onClick={() => setOpened(!opened)}
      >
        <Pill tone={tones[state]} icon={<Icon size={12} />}>
          {said}
        </Pill>
      </button>
      {opened ? (
        <Panel
          anchor={anchor}
          label={t('title')}
          side="bottom-end"
          width={340}
          onClose={() => setOpened(false)}
        >
          <div className={classes.panel} tabIndex={0} role="group" aria-label={t('title')} data-autofocus>
            <p className={classes.title}>{t('title')}</p>
            <ul className={classes.clocks}>
              {clocks.map((clock) => (
                <ClockLine key={`${clock.promise} ${clock.messageId}`} clock={clock} manner={manner} />
              ))}
            </ul>
          </div>
        </Panel>
      ) : null}
    </>
  )
}
