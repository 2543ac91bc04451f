import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ContactRound, Download, UserPlus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { customersQuery } from '../../../api/reads/customers.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { askForMore } from '../../../app/shared/more.ts'
import { SearchField } from '../../../app/shared/SearchField.tsx'
import { MoreFailed } from '../../../ui/MoreFailed.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { CustomerRows } from './CustomerRows.tsx'
import classes from './Customers.module.css'

const NewCustomer = lazy(() => import('./NewCustomer.tsx'))

function Found({ q }: { q: string }) {
  const { t } = useTranslation('customers')
  const textOf = useProblemText()
  const query = useInfiniteQuery(customersQuery(q))
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
        title={q === '' ? t('empty.title') : t('nothing.title', { q })}
      >
        {q === '' ? t('empty.text') : t('nothing.text')}
      </EmptyState>
    )
  }
  return (
    <CustomerRows key={q} rows={rows} old={query.isPlaceholderData} onEnd={() => askForMore(query)}>
      {query.isFetchNextPageError ? (
        <MoreFailed busy={query.isFetchingNextPage} onRetry={() => void query.fetchNextPage()} />
      ) : null}
    </CustomerRows>
  )
}

/** Everybody who ever wrote, last seen first; found by name, kana, mail or phone. */
export function CustomersScreen() {
  const { t } = useTranslation('customers')
  const { q = '' } = useSearch({ from: '/shell/customers' })
  const navigate = useNavigate()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const add = () => setAdding(true)
  useCommands(
    may('customers.write')
      ? [{ id: 'new-customer', title: t('add.label'), group: t('title'), run: add }]
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
          onSearch={(text) =>
            void navigate({ to: '/customers', search: text === '' ? {} : { q: text }, replace: true })
          }
        />
        <div className={classes.actions}>
          {may('customers.export') ? (
            <Button
              component="a"
              href="/api/customers.csv"
              download
              variant="default"
              aria-label={t('export')}
              leftSection={<Download size={15} />}
            >
              <span className={classes.wide}>{t('export')}</span>
            </Button>
          ) : null}
          {may('customers.write') ? (
            <Button aria-label={t('add.label')} leftSection={<UserPlus size={15} />} onClick={add}>
              <span className={classes.wide}>{t('add.label')}</span>
            </Button>
          ) : null}
        </div>
      </header>
      <Found q={q} />
      <Suspense>{adding ? <NewCustomer onClose={() => setAdding(false)} /> : null}</Suspense>
    </main>
  )
}
