import { Ellipsis, Merge } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { useDataMenu } from '../personal/DataMenu.tsx'
import type { Person } from './use-merge-work.ts'

const MergeDialog = lazy(() => import('./MergeDialog.tsx'))

interface Props {
  customer: Person & { erased: boolean }
  onMerged(survivorId: string): void
}

/** What is seldom done with a customer. */
export function ProfileMenu({ customer, onMerged }: Props) {
  const { t } = useTranslation('merge')
  const may = useMay()('customers.merge') && !customer.erased
  const data = useDataMenu(customer)
  const [opened, setOpened] = useState(false)
  const [merging, setMerging] = useState(false)
  const begin = () => setMerging(true)
  useCommands(
    may
      ? [
          {
            id: 'merge',
            title: t('customers.with'),
            group: t('customers:title'),
            place: 13,
            words: 'merge',
            run: begin,
          },
        ]
      : [],
  )
  const items = [
    ...(may ? [{ id: 'merge', label: t('customers.with'), icon: <Merge size={15} /> }] : []),
    ...data.items,
  ]
  if (items.length === 0) return data.dialog
  return (
    <>
      <PickMenu
        plain
        label={t('customers.menu')}
        items={() => items}
        onPick={(id) => data.pick(id) || begin()}
        opened={opened}
        onOpened={setOpened}
        side="bottom-end"
        width={240}
      >
        <IconButton
          label={t('customers.menu')}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <Ellipsis size={17} />
        </IconButton>
      </PickMenu>
      {data.dialog}
      <Suspense>
        {merging ? (
          <MergeDialog customer={customer} onMerged={onMerged} onClose={() => setMerging(false)} />
        ) : null}
      </Suspense>
    </>
  )
}
