import { EllipsisVertical, GitMerge, History } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationDetail } from '../../../api/types.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'

const MergeDialog = lazy(() => import('./MergeDialog.tsx'))
const LinksDialog = lazy(() => import('./LinksDialog.tsx'))

/** What is seldom done with a conversation. */
export function ConversationMenu({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation('merge')
  const may = useMay()('conversations.write')
  const [opened, setOpened] = useState(false)
  const [doing, setDoing] = useState<'merge' | 'links'>()
  const label = t('conversations.menu')
  const group = t('inbox:commands.conversation')
  useCommands([
    ...(may
      ? [
          {
            id: 'merge',
            title: t('conversations.with'),
            group,
            place: 13,
            words: 'merge 結合 統合',
            run: () => setDoing('merge'),
          },
        ]
      : []),
    {
      id: 'links',
      title: t('conversations.list'),
      group,
      place: 14,
      words: 'merge split 結合 分割',
      run: () => setDoing('links'),
    },
  ])
  const close = () => setDoing(undefined)
  return (
    <>
      <PickMenu
        plain
        label={label}
        items={() => [
          ...(may ? [{ id: 'merge', label: t('conversations.with'), icon: <GitMerge size={15} /> }] : []),
          { id: 'links', label: t('conversations.list'), icon: <History size={15} /> },
        ]}
        onPick={(id) => setDoing(id as 'merge' | 'links')}
        opened={opened}
        onOpened={setOpened}
        side="bottom-end"
        width={260}
      >
        <IconButton
          small
          label={label}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <EllipsisVertical size={17} />
        </IconButton>
      </PickMenu>
      <Suspense>
        {doing === 'merge' ? <MergeDialog conversation={conversation} onClose={close} /> : null}
        {doing === 'links' ? <LinksDialog conversationId={conversation.id} onClose={close} /> : null}
      </Suspense>
    </>
  )
}
