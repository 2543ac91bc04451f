import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, ScrollText, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/call.ts'
import { type AuditTerms, auditQuery } from '../../../api/reads/audit.ts'
import { useMay } from '../../../app/me.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { useAgents, useInboxes, useTags, useTeams } from '../../../app/shared/directory.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { useSoon } from '../../../ui/use-soon.ts'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import classes from './Audit.module.css'
import { Entry } from './Entry.tsx'
import { Filters } from './Filters.tsx'
import { everything, termsOf, type Wanted } from './terms.ts'

interface EntriesProps {
  terms: AuditTerms
  onAbout(about: Wanted['about']): void
}

function Entries({ terms, onAbout }: EntriesProps) {
  const { t } = useTranslation('audit')
  const textOf = useProblemText()
  const query = useInfiniteQuery(auditQuery(terms))
  const entries = query.data?.pages.flatMap((page) => page.items) ?? []
  if (query.isPending) return <SkeletonLines lines={8} className={classes.loading} />
  if (query.isError && !query.data) {
    return (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  }
  if (entries.length === 0) {
    return (
      <EmptyState icon={<ScrollText size={28} strokeWidth={1.5} />} title={t('none')}>
        {t('noneText')}
      </EmptyState>
    )
  }
  return (
    <>
      <ol className={classes.entries} aria-label={t('app:settings.audit')}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} onAbout={onAbout} />
        ))}
      </ol>
      {query.hasNextPage ? (
        <MoreButton flush busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
      ) : null}
    </>
  )
}

/** What is shown, as a file: for a spreadsheet, or for another program. */
function Exports({ terms }: { terms: AuditTerms }) {
  const { t } = useTranslation('audit')
  return (
    <div className={classes.exports}>
      {(['csv', 'jsonl'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          href={addressOf('/api/audit/export', { query: { ...terms, format } })}
          download
          variant="default"
          leftSection={<Download size={15} />}
        >
          {t(`export.${format}`)}
        </Button>
      ))}
    </div>
  )
}

/** What is asked for, with what the screen calls things. */
function useTerms(wanted: Wanted): AuditTerms {
  const { i18n } = useTranslation('audit')
  const { timeZone } = useTimeSettings()
  const lists = [useAgents(), useTeams(), useInboxes(), useTags()]
  const texts = i18n.getResourceBundle(i18n.language, 'audit') as { action: Record<string, string> }
  const things = lists.flatMap((list) => [...list.values()])
  return useSoon(termsOf(wanted, { actions: texts.action, things }, timeZone))
}

/** Who changed settings or people, and what. */
export default function Audit() {
  const { t } = useTranslation('audit')
  const may = useMay()
  const [wanted, setWanted] = useState<Wanted>(everything)
  const terms = useTerms(wanted)
  return (
    <Page
      wide
      title={t('app:settings.audit')}
      lead={t('lead')}
      action={may('audit.export') ? <Exports terms={terms} /> : undefined}
    >
      <Filters wanted={wanted} onChange={setWanted} />
      {wanted.about ? (
        <Button
          variant="default"
          className={classes.about}
          rightSection={<X size={14} aria-hidden="true" />}
          aria-label={t('filter.notAbout', { name: wanted.about.name })}
          onClick={() => setWanted({ ...wanted, about: null })}
        >
          {t('filter.about', { name: wanted.about.name })}
        </Button>
      ) : null}
      <Box>
        <Entries terms={terms} onAbout={(about) => setWanted({ ...wanted, about })} />
      </Box>
    </Page>
  )
}
