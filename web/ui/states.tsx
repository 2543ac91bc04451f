import { Button } from '@mantine/core'
import { CloudAlert, RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'
import classes from './states.module.css'

interface EmptyProps {
  icon?: ReactNode
  title: string
  /** What happens next, or what to do. */
  children?: ReactNode
  action?: ReactNode
  /** `h1` where nothing else on the screen has a heading. */
  heading?: 'h1' | 'h2'
}

/** A place with nothing in it: says why, and what happens next. */
export function EmptyState({ icon, title, children, action, heading: Heading = 'h2' }: EmptyProps) {
  return (
    <div className={classes.state}>
      {icon ? <div className={classes.icon}>{icon}</div> : null}
      <Heading className={classes.title}>{title}</Heading>
      {children ? <p className={classes.text}>{children}</p> : null}
      {action}
    </div>
  )
}

interface ErrorProps {
  /** What went wrong, as a sentence. */
  message: string
  retry?: () => void
  busy?: boolean
  /** Another way on. */
  action?: ReactNode
  /** `h1` where nothing else on the screen has a heading. */
  heading?: 'h1' | 'h2'
}

/** A place that could not be loaded: says what happened and lets one try again. */
export function ErrorState({ message, retry, busy = false, action, heading: Heading = 'h2' }: ErrorProps) {
  const { t } = useTranslation('ui')
  return (
    <div className={classes.state} role="alert">
      <div className={cx(classes.icon, classes.bad)}>
        <CloudAlert size={28} strokeWidth={1.5} />
      </div>
      <Heading className={classes.title}>{t('error.title')}</Heading>
      <p className={classes.text}>{message}</p>
      {retry ? (
        <Button
          variant="default"
          size="xs"
          loading={busy}
          leftSection={<RotateCw size={14} />}
          onClick={retry}
        >
          {t('error.retry')}
        </Button>
      ) : null}
      {action}
    </div>
  )
}

/** Grey lines where text will stand. They appear only after a moment, so that quick answers do not flicker. */
export function SkeletonLines({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div className={cx(classes.skeleton, className)} aria-hidden="true">
      {Array.from({ length: lines }, (_, place) => (
        <span key={place} className={classes.line} style={{ width: `${[92, 78, 58, 84][place % 4]}%` }} />
      ))}
    </div>
  )
}
