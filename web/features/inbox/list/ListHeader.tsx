import { useNavigate } from '@tanstack/react-router'
import { ArrowDownUp, PanelLeft, SquarePen } from 'lucide-react'
import { memo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMay } from '../../../app/me.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { PickMenu } from '../../../ui/pick/PickMenu.tsx'
import { filterOf, type FilterSearch, withoutDefaults } from '../filter.ts'
import type { ViewLine } from '../views/use-views.ts'
import { FilterMenu } from './FilterMenu.tsx'
import classes from './ListPane.module.css'

const sorts = ['newest', 'oldest', 'waiting', 'due'] as const

function SortMenu({ search }: { search: FilterSearch }) {
  const { t } = useTranslation('inbox')
  const navigate = useNavigate()
  const [opened, setOpened] = useState(false)
  const { sort } = filterOf(search)
  const pick = (id: string) => {
    const next = withoutDefaults({ ...search, sort: id as (typeof sorts)[number] })
    void navigate({ to: '.', search: next as never })
  }
  return (
    <PickMenu
      plain
      label={t('sort.label')}
      items={() => sorts.map((one) => ({ id: one, label: t(`sort.${one}`), chosen: one === sort }))}
      onPick={pick}
      opened={opened}
      onOpened={setOpened}
      side="bottom-end"
      width={200}
    >
      <IconButton label={t('sort.label')} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <ArrowDownUp size={16} />
      </IconButton>
    </PickMenu>
  )
}

interface Props {
  search: FilterSearch
  view: ViewLine | undefined
  /** The filter is no longer the view's: its number says nothing of this list. */
  changed: boolean
  onShowViews(): void
}

/** Name and number of the present view, with filter and order. */
export const ListHeader = memo(function ListHeader({ search, view, changed, onShowViews }: Props) {
  const { t, i18n } = useTranslation('inbox')
  const navigate = useNavigate()
  const may = useMay()('conversations.reply')
  return (
    <header className={classes.header}>
      <IconButton label={t('views.show')} className={classes.views} onClick={onShowViews}>
        <PanelLeft size={17} />
      </IconButton>
      <div className={classes.title}>
        <h2 className={classes.name}>{view?.name ?? t('views.filtered')}</h2>
        {view?.count && !changed ? (
          <span className={classes.count}>{new Intl.NumberFormat(i18n.language).format(view.count)}</span>
        ) : null}
      </div>
      {may ? (
        <IconButton label={t('app:newMessage')} onClick={() => void navigate({ to: '/new-message' })}>
          <SquarePen size={16} />
        </IconButton>
      ) : null}
      <FilterMenu search={search} />
      <SortMenu search={search} />
    </header>
  )
})
