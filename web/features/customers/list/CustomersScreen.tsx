import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ContactRound, Download, ListFilter, UserPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/call.ts'
import { customersQuery } from '../../../api/reads/customer-lists.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { askForMore } from '../../../app/shared/more.ts'
import { SearchField } from '../../../app/shared/SearchField.tsx'
import { MoreFailed } from '../../../ui/MoreFailed.tsx'
import { useNow } from '../../../ui/time/clock.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { SuggestionsLink } from '../merge/SuggestionsLink.tsx'
import { type CustomerSearch, filtersIn, readCustomerSearch, toQuery } from '../search.ts'
import { CustomerRows } from './CustomerRows.tsx'
import classes from './Customers.module.css'
import { Filters } from './Filters.tsx'

const NewCustomer = lazy(() => import('./NewCustomer.tsx'))

function Found({ search }: { search: CustomerSearch }) {
  const { t } = useTranslation('customers')
  const textOf = useProblemText()
  const { q = '' } = search
  const filtered = filtersIn(search) > 0
  const query = useInfiniteQuery(customersQuery(toQuery(search, useNow())))
  const rows = query.data?.pages.flatMap((page) => page.items) ?? []

  if (query.isPending) return <SkeletonLines lines={8} className={classes.loading} />
  if (query.isError && !query.data) {
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  }
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<ContactRound size={28} strokeWidth={1.5} />}
        title={filtered ? t('nothing.filtered') : q === '' ? t('empty.title') : t('nothing.title', { q })}
      >
        {filtered ? t('nothing.loosen') : q === '' ? t('empty.text') : t('nothing.text')}
      </EmptyState>
    )
  }
  return (
    <CustomerRows
      key={JSON.stringify(search)}
      rows={rows}
      old={query.isPlaceholderData}
      onEnd={() => askForMore(query)}
    >
      {query.isFetchNextPageError ? (
        <MoreFailed busy={query.isFetchingNextPage} onRetry={() => void query.fetchNextPage()} />
      ) : null}
    </CustomerRows>
  )
}

/** Everybody who ever wrote, last seen first; found by name, kana, mail or phone. */
export function CustomersScreen() {
  const { t } = useTranslation('customers')
  const search = readCustomerSearch({ ...useSearch({ from: '/shell/customers' }) })
  const { q = '' } = search
  const filters = filtersIn(search)
  const narrowed = filters > 0 || q !== ''
  const [open, setOpen] = useState(filters > 0)
  const navigate = useNavigate()
  const may = useMay()
  const now = useNow()
  const narrow = (part: CustomerSearch) =>
    void navigate({ to: '/customers', search: { ...search, ...part }, replace: true })
  const [adding, setAdding] = useState(false)
  const add = () => setAdding(true)
  useCommands(
    may('customers.write')
      ? [{ id: 'new-customer', title: t('add.label'), group: t('title'), place: 1, run: add }]
      : [],
  )
  return (
    <main className={classes.screen}>
      <header className={classes.top}>
        <h1 className={classes.title}>{t('title')}</h1>
        <SearchField
          className={classes.search}
          q={q}
          label={t('search')}
          command={{ title: t('search'), group: t('title') }}
          onSearch={(text) => narrow({ q: text === '' ? undefined : text })}
        />
        <Button
          className={classes.filter}
          variant="default"
          aria-expanded={open}
          leftSection={<ListFilter size={15} />}
          onClick={() => setOpen(!open)}
        >
          <span className={classes.hidden}>{t('filter.label')}</span>
          {filters > 0 ? (
            <>
              <span className={classes.filtersSet} aria-hidden="true">
                {filters}
              </span>
              <span className="visually-hidden">{t('filter.set', { count: filters })}</span>
            </>
          ) : null}
        </Button>
        <SuggestionsLink />
        <div className={classes.actions}>
          {may('customers.export') ? (
            <Button
              component="a"
              href={addressOf('/api/customers.csv', { query: toQuery(search, now) })}
              download
              variant="default"
              aria-label={narrowed ? t('exportShown') : t('export')}
              leftSection={<Download size={15} />}
            >
              <span className={classes.wide}>{narrowed ? t('exportShown') : t('export')}</span>
            </Button>
          ) : null}
          {may('customers.write') ? (
            <Button aria-label={t('add.label')} leftSection={<UserPlus size={15} />} onClick={add}>
              <span className={classes.wide}>{t('add.label')}</span>
            </Button>
          ) : null}
        </div>
      </header>
      {open ? <Filters search={search} onChange={narrow} /> : null}
      <Found search={search} />
      <Suspense>{adding ? <NewCustomer onClose={() => setAdding(false)} /> : null}</Suspense>
    </main>
  )
}
