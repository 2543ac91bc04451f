import { useQuery } from '@tanstack/react-query'
import { Files } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type TemplateLine, templatesQuery } from '../../../api/reads/templates.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Pill } from '../../../ui/Pill.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { type LibrarySearch, toQuery } from '../search.ts'
import { Success } from '../Success.tsx'
import { StandingPills } from '../StandingPills.tsx'
import classes from './Library.module.css'

function TemplateRow({ line }: { line: TemplateLine }) {
  const { t, i18n } = useTranslation('templates')
  const { title, shortcut, excerpt, languages, uses, folder } = line
  return (
    <Row
      faint={!line.usable}
      title={<PlainLink href={`/templates/${line.id}`}>{title}</PlainLink>}
      detail={excerpt.replaceAll(/\s+/g, ' ')}
    >
      {shortcut ? <code className={classes.shortcut}>/{shortcut}</code> : null}
      {folder ? <span className={classes.inFolder}>{folder}</span> : null}
      {languages.length > 1 ? (
        <Pill title={languages.join(', ')}>{t('languages', { count: languages.length })}</Pill>
      ) : null}
      <StandingPills template={line} />
      <Success success={line.success} className={classes.success} />
      <span className={classes.uses} data-figures>
        {t('uses', { count: uses, formatted: uses.toLocaleString(i18n.language) })}
      </span>
    </Row>
  )
}

const first = 100
const most = 2000

/** What was found, a screenful first; the rest where it is asked for. */
export function TemplateRows({ search }: { search: LibrarySearch }) {
  const { t } = useTranslation('templates')
  const textOf = useProblemText()
  const [limit, setLimit] = useState(first)
  const query = useQuery(templatesQuery(toQuery(search, limit)))
  const { data: rows } = query
  const narrowed = Object.values(search).some((one) => one !== undefined)
  if (rows === undefined)
    return query.isPending ? (
      <SkeletonLines lines={8} className={classes.loading} />
    ) : (
      <ErrorState message={textOf(query.error)} retry={() => void query.refetch()} busy={query.isFetching} />
    )
  if (rows.length === 0)
    return (
      <EmptyState
        icon={<Files size={28} strokeWidth={1.5} />}
        title={narrowed ? t('nothing.title') : t('empty.title')}
      >
        {narrowed ? t('nothing.text') : t('empty.text')}
      </EmptyState>
    )
  return (
    <div className={classes.found} aria-busy={query.isPlaceholderData}>
      <Rows label={t('title')}>
        {rows.map((line) => (
          <TemplateRow key={line.id} line={line} />
        ))}
      </Rows>
      {rows.length >= limit && limit < most ? (
        <MoreButton flush busy={query.isFetching} onMore={() => setLimit(limit === first ? 500 : most)} />
      ) : null}
    </div>
  )
}
