import { useTranslation } from 'react-i18next'
import type { Output } from '../../../api/types.ts'

type Sign = Pick<Output<'customers.listPairs'>[number], 'reason' | 'shared' | 'proven'>

/** Why two customers may be one person, as a sentence; what was only typed says so. */
export function useReason() {
  const { t } = useTranslation('merge')
  return ({ reason, shared, proven }: Sign): string => {
    const typed = reason === 'phone' || kinds.has(reason)
    return t(`customers.reason.${typed && proven ? 'proven' : reason}`, { shared: shared ?? '' })
  }
}

// not-a-channel: an address of mail as a sign of who somebody is
const kinds = new Set<Sign['reason']>(['email'])
