import { useRouteContext } from '@tanstack/react-router'
import type { RailPlace } from '../feature.ts'
import { useMay } from '../me.ts'

/** The places that this person may go to, in order. */
export function usePlaces(): RailPlace[] {
  const { rail } = useRouteContext({ from: '__root__' })
  const may = useMay()
  return rail
    .filter((one) => one.permission === undefined || may(one.permission))
    .sort((a, b) => a.place - b.place)
}
