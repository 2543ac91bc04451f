import { CircleCheck, CloudAlert, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint.tsx'
import classes from './Notices.module.css'
import { type Notice, noticeStore } from './notices.ts'

const secondsTo = (until: number) => Math.max(0, Math.ceil((until - Date.now()) / 1000))

function Countdown({ until }: { until: number }) {
  const [seconds, setSeconds] = useState(() => secondsTo(until))
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsTo(until)), 250)
    return () => clearInterval(timer)
  }, [until])
  return (
    <span className={classes.seconds} aria-hidden="true">
      {seconds}
    </span>
  )
}

function NoticeLine({ notice }: { notice: Notice }) {
  const { t } = useTranslation('app')
  return (
    <div
      className={classes.notice}
      data-tone={notice.tone}
      role={notice.tone === 'problem' ? 'alert' : 'status'}
    >
      {notice.tone === 'problem' ? <CloudAlert size={17} /> : <CircleCheck size={17} />}
      <span className={classes.text}>{notice.text}</span>
      {notice.countDown ? <Countdown until={notice.until} /> : null}
      {notice.undo ? (
        <button type="button" className={classes.undo} onClick={notice.undo}>
          {t('undo')}
          <KeyHint keys="z" />
        </button>
      ) : null}
      {notice.action ? (
        <button type="button" className={classes.undo} onClick={notice.action.run}>
          {notice.action.label}
        </button>
      ) : null}
      <button
        type="button"
        className={classes.close}
        aria-label={t('close')}
        onClick={() => noticeStore.hide(notice.id)}
      >
        <X size={15} />
      </button>
    </div>
  )
}

/** What was just done or went wrong, at the foot of the screen. */
export function Notices() {
  const { t } = useTranslation('app')
  const notices = useSyncExternalStore(noticeStore.subscribe, noticeStore.get)
  return (
    <section aria-label={t('notices')}>
      <ul className={classes.area}>
        {notices.map((notice) => (
          <li key={`${notice.id} ${notice.until}`}>
            <NoticeLine notice={notice} />
          </li>
        ))}
      </ul>
    </section>
  )
}
