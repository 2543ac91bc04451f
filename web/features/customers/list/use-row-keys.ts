import { type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../../app/commands/use-commands.ts'

interface Rows {
  scroller: RefObject<HTMLElement | null>
  count: number
  /** Brings a row into sight. */
  show(index: number): void
}

/** J and K walk through the rows: the focus stands on one, so that Enter opens it. */
export function useRowKeys({ scroller, count, show }: Rows): void {
  const { t } = useTranslation('customers')
  const at = useRef(-1)
  const move = (step: number) => {
    const focused = scroller.current?.querySelector<HTMLElement>('[data-row]:focus')
    const from = focused ? Number(focused.dataset['row']) : at.current
    at.current = Math.max(0, Math.min(count - 1, from + step))
    show(at.current)
    // Rows out of sight are drawn by the next frame.
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-row="${at.current}"]`)
        ?.focus({ preventScroll: true }),
    )
  }
  const group = t('title')
  useCommands([
    { id: 'next', title: t('next'), group, keys: 'j', movement: true, run: () => move(1) },
    { id: 'previous', title: t('previous'), group, keys: 'k', movement: true, run: () => move(-1) },
  ])
}
