import { FileArchive, UserRoundX } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import type { CustomerDetail } from '../../../api/types.ts'

const EraseDialog = lazy(() => import('./EraseDialog.tsx'))
const ExportDialog = lazy(() => import('./ExportDialog.tsx'))

type Wanted = 'export' | 'erase'

/** What may be done with all of a customer's data: entries for a menu, and the dialog that one of them opened. */
export function useDataMenu(customer: Pick<CustomerDetail, 'id' | 'name' | 'erased'>) {
  const { t } = useTranslation('keeping')
  const may = useMay()
  const [wanted, setWanted] = useState<Wanted>()
  const items = [
    ...(may('customers.disclose')
      ? [{ id: 'export', label: t('export.menu'), icon: <FileArchive size={15} /> }]
      : []),
    ...(may('customers.erase')
      ? [{ id: 'erase', label: t('erase.menu'), icon: <UserRoundX size={15} /> }]
      : []),
  ].filter(() => !customer.erased)
  useCommands(
    items.map(({ id, label }) => ({
      id: `data-${id}`,
      title: label,
      group: t('customers:title'),
      place: 14,
      words: id,
      run: () => setWanted(id as Wanted),
    })),
  )
  const close = () => setWanted(undefined)
  const dialog = (
    <Suspense>
      {wanted === 'export' ? <ExportDialog customer={customer} onClose={close} /> : null}
      {wanted === 'erase' ? <EraseDialog customer={customer} onClose={close} /> : null}
    </Suspense>
  )
  return {
    items,
    dialog,
    /** Opens the dialog of an entry; false where it is none of these. */
    pick(id: string): boolean {
      if (id !== 'export' && id !== 'erase') return false
      setWanted(id)
      return true
    },
  }
}
