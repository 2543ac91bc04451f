import { lazy, Suspense } from 'react'

const Calendar = lazy(() => import('./MomentCalendar.tsx'))

interface Props {
  title: string
  confirm: string
  /** Gets an ISO moment in the future. */
  onPick(at: string): void
  onClose(): void
}

/** Asks for a day and a time to come; the calendar is fetched when it is wanted. */
export function PickMoment(props: Props) {
  return (
    <Suspense>
      <Calendar {...props} />
    </Suspense>
  )
}
