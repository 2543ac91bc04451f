import '../../../ui/styles/fields.ts'
import '../../../ui/styles/dialogs.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Plus, Zap } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Macro, macrosQuery } from '../../../api/reads/macros.ts'
import { useMay } from '../../../app/me.ts'
import { BackLink } from '../../../app/shared/BackLink.tsx'
import { useAgents } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Box } from '../../../app/shared/Section.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { listOf } from '../../../ui/list-of.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import classes from '../editor/Editor.module.css'
import { useMacroWork } from './use-macro-work.ts'

const MacroDialog = lazy(() => import('./MacroDialog.tsx'))

interface RowProps {
  macro: Macro
  onOpen(): void
}

function MacroRow({ macro, onOpen }: RowProps) {
  const { t, i18n } = useTranslation('templates')
  const owner = useAgents().get(macro.ownerId)?.name
  const { busy, put } = useMacroWork()
  const { title, doing, templateTitle, teamIds, uses, mayChange, archivedAt } = macro
  const words = doing.map((one) => inLanguage(one, i18n.language))
  const away = archivedAt !== null
  const all = templateTitle === null ? words : [t('macros.replies', { title: templateTitle }), ...words]
  return (
    <Row
      faint={!macro.usable}
      title={
        mayChange ? (
          <button type="button" onClick={onOpen}>
            {title}
          </button>
        ) : (
          title
        )
      }
      detail={listOf(all, i18n.language)}
    >
      {teamIds?.length === 0 ? <Pill>{t('macros.own', { name: owner ?? '' })}</Pill> : null}
      {macro.usable || away ? null : <Pill tone="danger">{t('macros.unusable')}</Pill>}
      <span className={classes.success} data-figures>
        {t('uses', { count: uses, formatted: uses.toLocaleString(i18n.language) })}
      </span>
      {mayChange ? (
        <Button variant="default" size="compact-sm" loading={busy} onClick={() => void put(macro, !away)}>
          {t(away ? 'manage.unarchive' : 'manage.archive')}
        </Button>
      ) : null}
    </Row>
  )
}

/** Macros: several things and a reply that are done with one key. */
export function MacrosScreen() {
  const { t } = useTranslation('templates')
  const may = useMay()
  const [away, setAway] = useState(false)
  const query = useQuery(macrosQuery({ state: away ? 'archived' : 'all', limit: 500 }))
  const [open, setOpen] = useState<Macro | 'new'>()
  return (
    <main className={classes.screen}>
      <BackLink href="/templates">{t('title')}</BackLink>
      <header className={classes.head}>
        <h1 className={classes.title}>{t('macros.title')}</h1>
        <Button variant="subtle" size="compact-sm" aria-pressed={away} onClick={() => setAway(!away)}>
          {t(away ? 'macros.showUsed' : 'macros.showArchived')}
        </Button>
        {may('templates.manage') ? (
          <Button
            className={classes.headAction}
            leftSection={<Plus size={15} />}
            onClick={() => setOpen('new')}
          >
            {t('macros.add')}
          </Button>
        ) : null}
      </header>
      <p className={classes.facts}>{t('macros.lead')}</p>
      <Box>
        <Loaded query={query}>
          {(macros) =>
            macros.length === 0 ? (
              <EmptyState icon={<Zap size={28} strokeWidth={1.5} />} title={t('macros.none')}>
                {away ? '' : t('macros.noneText')}
              </EmptyState>
            ) : (
              <Rows label={t('macros.title')}>
                {macros.map((macro) => (
                  <MacroRow key={macro.id} macro={macro} onOpen={() => setOpen(macro)} />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Box>
      <Suspense>
        {open ? (
          <MacroDialog macro={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
        ) : null}
      </Suspense>
    </main>
  )
}
