import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ListPlus, Plus, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { attributesQuery } from '../../../api/reads/customers.ts'
import type { AttributeDefinition } from '../../../api/types.ts'
import { sayProblem } from '../../../app/notices/notices.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SortableList } from '../../../ui/sort/SortableList.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import { AttributeDialog } from './AttributeDialog.tsx'
import classes from './Attributes.module.css'

type Shown = { attribute: AttributeDefinition | undefined; as: 'edit' | 'remove' } | undefined

const inOrder = (all: readonly AttributeDefinition[]) => all.toSorted((a, b) => a.position - b.position)

/** Keeps a new order: shown at once, put right by what the server has when it refuses. */
function useSort() {
  const cache = useQueryClient()
  const { queryKey } = attributesQuery
  // One after the other: a row that is dragged on passes many places.
  const kept = useRef(Promise.resolve<unknown>(undefined))
  return (sorted: readonly AttributeDefinition[]) => {
    const placed = sorted.map((attribute, position) => ({ ...attribute, position }))
    const moved = placed.filter(({ position }, place) => sorted[place]?.position !== position)
    cache.setQueryData(queryKey, placed)
    const save = () =>
      Promise.all(moved.map(({ key, ...body }) => call('customers.saveAttribute', { params: { key }, body })))
    kept.current = kept.current.then(save).catch((error: unknown) => {
      void cache.invalidateQueries({ queryKey })
      sayProblem(error)
    })
  }
}

function List({ all, onShow }: { all: readonly AttributeDefinition[]; onShow(shown: Shown): void }) {
  const { t } = useTranslation('settings')
  const sort = useSort()
  if (all.length === 0)
    return (
      <EmptyState icon={<ListPlus size={28} strokeWidth={1.5} />} title={t('attributes.none')}>
        {t('attributes.noneText')}
      </EmptyState>
    )
  return (
    <SortableList
      label={t('app:settings.attributes')}
      items={inOrder(all)}
      keyOf={({ key }) => key}
      nameOf={({ label }) => label}
      onSort={sort}
    >
      {(attribute) => (
        <div className={classes.row}>
          <div className={classes.words}>
            <button type="button" className={classes.name} onClick={() => onShow({ attribute, as: 'edit' })}>
              {attribute.label}
            </button>
            <span className={classes.detail}>
              {t(`attributes.types.${attribute.type}`)}
              {attribute.type === 'choice' ? ` · ${attribute.choices.join(' / ')}` : null}
            </span>
          </div>
          <IconButton
            label={t('question.remove', { name: attribute.label })}
            onClick={() => onShow({ attribute, as: 'remove' })}
          >
            <Trash2 size={16} />
          </IconButton>
        </div>
      )}
    </SortableList>
  )
}

/** What the workspace wants to know about its customers. */
export default function Attributes() {
  const { t } = useTranslation('settings')
  const query = useQuery(attributesQuery)
  const cache = useQueryClient()
  const [shown, setShown] = useState<Shown>()
  const close = () => setShown(undefined)
  const remove = async (key: string) => {
    await call('customers.deleteAttribute', { params: { key } })
    await cache.invalidateQueries({ queryKey: attributesQuery.queryKey })
  }
  const { attribute } = shown ?? {}
  return (
    <Page
      title={t('app:settings.attributes')}
      lead={t('attributes.lead')}
      action={
        <Button
          leftSection={<Plus size={16} />}
          onClick={() => setShown({ attribute: undefined, as: 'edit' })}
        >
          {t('attributes.add')}
        </Button>
      }
    >
      <Box>
        <Loaded query={query}>{(all) => <List all={all} onShow={setShown} />}</Loaded>
      </Box>
      {shown?.as === 'edit' ? (
        <AttributeDialog attribute={attribute} all={query.data ?? []} onClose={close} />
      ) : null}
      {shown?.as === 'remove' && attribute ? (
        <AskDialog
          title={t('attributes.removeTitle', { name: attribute.label })}
          done={t('attributes.removed', { name: attribute.label })}
          run={() => remove(attribute.key)}
          onClose={close}
        >
          {t('attributes.removeText')}
        </AskDialog>
      ) : null}
    </Page>
  )
}
