import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ListChecks, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { type Checklist, checklistsQuery } from '../../../api/reads/teamwork.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { ChecklistDialog } from './ChecklistDialog.tsx'

type Shown = { list: Checklist | undefined; as: 'edit' | 'remove' } | undefined

function List({ lists, onShow }: { lists: readonly Checklist[]; onShow(shown: Shown): void }) {
  const { t, i18n } = useTranslation('checklists')
  if (lists.length === 0)
    return (
      <EmptyState icon={<ListChecks size={28} strokeWidth={1.5} />} title={t('none')}>
        {t('noneText')}
      </EmptyState>
    )
  return (
    <Rows label={t('app:settings.checklists')}>
      {lists.map((list) => (
        <Row
          key={list.id}
          sign={<ListChecks size={18} color="var(--c-text-faint)" />}
          title={
            <button type="button" onClick={() => onShow({ list, as: 'edit' })}>
              {list.name}
            </button>
          }
          detail={listOf(
            list.items.map(({ title }) => title),
            i18n.language,
          )}
        >
          <span>{t('size', { count: list.items.length })}</span>
          <IconButton
            label={t('settings:question.remove', { name: list.name })}
            onClick={() => onShow({ list, as: 'remove' })}
          >
            <Trash2 size={16} />
          </IconButton>
        </Row>
      ))}
    </Rows>
  )
}

/** Checklists that can be put on conversations. */
export default function Checklists() {
  const { t } = useTranslation('checklists')
  const query = useQuery(checklistsQuery)
  const queryClient = useQueryClient()
  const [shown, setShown] = useState<Shown>()
  const close = () => setShown(undefined)
  const remove = async ({ id }: Checklist) => {
    await call('teamwork.deleteChecklist', { params: { checklistId: id } })
    await queryClient.invalidateQueries({ queryKey: checklistsQuery.queryKey })
  }
  const { list } = shown ?? {}
  return (
    <Page
      title={t('app:settings.checklists')}
      lead={t('lead')}
      action={
        <Button leftSection={<Plus size={16} />} onClick={() => setShown({ list: undefined, as: 'edit' })}>
          {t('add')}
        </Button>
      }
    >
      <Box>
        <Loaded query={query}>{(lists) => <List lists={lists} onShow={setShown} />}</Loaded>
      </Box>
      {shown?.as === 'edit' ? <ChecklistDialog list={list} onClose={close} /> : null}
      {shown?.as === 'remove' && list ? (
        <AskDialog
          title={t('removeTitle', { name: list.name })}
          done={t('removed', { name: list.name })}
          run={() => remove(list)}
          onClose={close}
        >
          {t('removeText')}
        </AskDialog>
      ) : null}
    </Page>
  )
}
