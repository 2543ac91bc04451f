import '../../../ui/styles/dialogs.ts'
import '@mantine/core/styles/Drawer.layer.css'
import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ViewGroup, ViewLine } from './use-views.ts'
import { ViewsPane } from './ViewsPane.tsx'

interface Props {
  groups: readonly ViewGroup[]
  current: ViewLine | undefined
  onClose(): void
}

/** The views where there is no room for them beside the list. */
export default function ViewsDrawer({ onClose, ...views }: Props) {
  const { t } = useTranslation('inbox')
  return (
    <Drawer
      opened
      onClose={onClose}
      size={280}
      withCloseButton={false}
      padding={0}
      aria-label={t('views.label')}
    >
      <ViewsPane {...views} onChoose={onClose} />
    </Drawer>
  )
}
