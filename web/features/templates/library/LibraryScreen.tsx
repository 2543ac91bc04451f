import '../../../ui/styles/fields.ts'
import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Plus, Zap } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { shelvesQuery } from '../../../api/reads/templates.ts'
import { useCommands } from '../../../app/commands/use-commands.ts'
import { useMay } from '../../../app/me.ts'
import { useTeams } from '../../../app/shared/directory.tsx'
import { SearchField } from '../../../app/shared/SearchField.tsx'
import { languageName } from '../../../ui/language-name.ts'
import { type LibrarySearch, readLibrarySearch } from '../search.ts'
import { Folders } from './Folders.tsx'
import classes from './Library.module.css'
import { TemplateRows } from './TemplateRows.tsx'

const NewTemplate = lazy(() => import('./NewTemplate.tsx'))

interface FilterProps {
  search: LibrarySearch
  onChange(part: LibrarySearch): void
}

/** What narrows the list beside words and folder. */
function Filters({ search, onChange }: FilterProps) {
  const { t, i18n } = useTranslation('templates')
  const { data: shelves } = useQuery(shelvesQuery)
  const teams = [...useTeams().values()]
  const counted = (text: string, count: number | undefined) => (count ? `${text} (${count})` : text)
  const languages = (shelves?.languages ?? []).map(({ name }) => name)
  return (
    <div className={classes.filters}>
      <NativeSelect
        aria-label={t('filter.state')}
        value={search.state ?? 'all'}
        onChange={({ currentTarget: { value } }) =>
          onChange({ state: value === 'all' ? undefined : (value as LibrarySearch['state']) })
        }
        data={[
          { value: 'all', label: t('state.all') },
          { value: 'usable', label: t('state.usable') },
          { value: 'waiting', label: counted(t('state.waiting'), shelves?.waiting) },
          { value: 'expired', label: counted(t('state.expired'), shelves?.expired) },
          { value: 'archived', label: counted(t('state.archived'), shelves?.archived) },
        ]}
      />
      {teams.length > 0 ? (
        <NativeSelect
          aria-label={t('filter.team')}
          value={search.teamId ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ teamId: value || undefined })}
          data={[
            { value: '', label: t('filter.anyTeam') },
            ...teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      {languages.length > 1 || search.language ? (
        <NativeSelect
          aria-label={t('filter.language')}
          value={search.language ?? ''}
          onChange={({ currentTarget: { value } }) => onChange({ language: value || undefined })}
          data={[
            { value: '', label: t('filter.anyLanguage') },
            ...[...new Set([...languages, ...(search.language ? [search.language] : [])])].map((value) => ({
              value,
              label: languageName(value, i18n.language),
            })),
          ]}
        />
      ) : null}
    </div>
  )
}

/** The library of answers: by folder, found while typing, narrowed by state, team and language. */
export function LibraryScreen() {
  const { t } = useTranslation('templates')
  const search = readLibrarySearch({ ...useSearch({ from: '/shell/templates' }) })
  const navigate = useNavigate()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const add = () => setAdding(true)
  const narrow = (part: LibrarySearch) =>
    void navigate({ to: '/templates', search: { ...search, ...part }, replace: true })
  const group = t('title')
  useCommands(
    may('templates.manage') ? [{ id: 'new-template', title: t('new.label'), group, place: 1, run: add }] : [],
  )
  return (
    <main className={classes.screen}>
      <header className={classes.top}>
        <h1 className={classes.title}>{t('title')}</h1>
        <SearchField
          className={classes.search}
          q={search.q ?? ''}
          label={t('search')}
          command={{ title: t('search'), group }}
          onSearch={(text) => narrow({ q: text === '' ? undefined : text })}
        />
        <Filters search={search} onChange={narrow} />
        <Link to="/templates/macros" className={classes.macros}>
          <Zap size={15} aria-hidden="true" />
          {t('macros.title')}
        </Link>
        {may('templates.manage') ? (
          <Button leftSection={<Plus size={15} />} onClick={add}>
            {t('new.label')}
          </Button>
        ) : null}
      </header>
      <div className={classes.body}>
        <Folders folder={search.folder} onChange={(folder) => narrow({ folder })} />
        <TemplateRows key={JSON.stringify({ ...search, q: '' })} search={search} />
      </div>
      <Suspense>
        {adding ? <NewTemplate folder={search.folder ?? ''} onClose={() => setAdding(false)} /> : null}
      </Suspense>
    </main>
  )
}
