import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { ArrowDownUp, Check, PanelLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import { filterOf, type FilterSearch, withoutDefaults } from '../filter.ts'
import { currentLine, useViews } from '../views/use-views.ts'
import { FilterMenu } from './FilterMenu.tsx'
import classes from './ListPane.module.css'

const sorts = ['newest', 'oldest', 'waiting'] as const

function SortMenu({ search }: { search: FilterSearch }) {
  const { t } = useTranslation('inbox')
  const navigate = useNavigate()
  const { sort } = filterOf(search)
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <IconButton label={t('sort.label')}>
          <ArrowDownUp size={16} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {sorts.map((one) => (
          <Menu.Item
            key={one}
            rightSection={one === sort ? <Check size={15} /> : null}
            onClick={() =>
              void navigate({ to: '.', search: withoutDefaults({ ...search, sort: one }) as never })
            }
          >
            {t(`sort.${one}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

interface Props {
  search: FilterSearch
  onShowViews(): void
}

/** Name and number of the present view, with filter and order. */
export function ListHeader({ search, onShowViews }: Props) {
  const { t, i18n } = useTranslation('inbox')
  const line = currentLine(useViews(), search)
  return (
    <header className={classes.header}>
      <IconButton label={t('views.show')} className={classes.views} onClick={onShowViews}>
        <PanelLeft size={17} />
      </IconButton>
      <div className={classes.title}>
        <h2 className={classes.name}>{line?.name ?? t('views.filtered')}</h2>
        {line?.count ? (
          <span className={classes.count}>{new Intl.NumberFormat(i18n.language).format(line.count)}</span>
        ) : null}
      </div>
      <FilterMenu search={search} />
      <SortMenu search={search} />
    </header>
  )
}
