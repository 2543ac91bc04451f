import { EllipsisVertical, Scissors, Split } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import classes from './Merge.module.css'

const SplitDialog = lazy(() => import('./SplitDialog.tsx'))

/** What is seldom done with a message. */
export function MessageMenu({ message }: { message: Message }) {
  const { t } = useTranslation('merge')
  const may = useMay()('conversations.write')
  const [opened, setOpened] = useState(false)
  const [splitting, setSplitting] = useState<'one' | 'fromHere'>()
  if (!may) return null
  const label = t('conversations.message.menu')
  return (
    <>
      <PickMenu
        plain
        label={label}
        items={() => [
          // A note alone is no conversation.
          ...(message.kind === 'note'
            ? []
            : [{ id: 'one', label: t('conversations.message.one'), icon: <Scissors size={15} /> }]),
          { id: 'fromHere', label: t('conversations.message.fromHere'), icon: <Split size={15} /> },
        ]}
        onPick={(id) => setSplitting(id as 'one' | 'fromHere')}
        opened={opened}
        onOpened={setOpened}
        side={message.kind === 'inbound' ? 'bottom-start' : 'bottom-end'}
        width={280}
      >
        <IconButton
          small
          label={label}
          className={classes.menuOf}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <EllipsisVertical size={15} />
        </IconButton>
      </PickMenu>
      <Suspense>
        {splitting ? (
          <SplitDialog message={message} what={splitting} onClose={() => setSplitting(undefined)} />
        ) : null}
      </Suspense>
    </>
  )
}
