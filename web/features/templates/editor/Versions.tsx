import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { type Template, type TemplateVersion, versionsQuery } from '../../../api/reads/templates.ts'
import { say } from '../../../app/notices/notices.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Section } from '../../../app/shared/Section.tsx'
import { MoreButton } from '../../../ui/MoreButton.tsx'
import { Pill } from '../../../ui/Pill.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { Success } from '../Success.tsx'
import { Difference } from './Difference.tsx'
import classes from './Editor.module.css'
import { useTemplateWork } from './use-template-work.ts'

interface RowProps {
  version: TemplateVersion
  /** The one that it followed; undefined for the first one, and where that was not fetched. */
  before: TemplateVersion | undefined
  template: Template
}

function VersionRow({ version, before, template }: RowProps) {
  const { t } = useTranslation('templates')
  const agents = useAgents()
  const { busy, run } = useTemplateWork()
  const [shown, setShown] = useState(false)
  const { number, savedBy, savedAt, restoredFrom, approvedAt } = version
  const used = template.approved?.number === number
  const newest = number === (template.draft ?? template.approved)?.number
  const of = <span className="visually-hidden">{t('versions.of', { number })} </span>
  const restore = async () => {
    const saved = await run(() =>
      call('templates.restoreTemplateVersion', {
        params: { templateId: template.id, number: String(number) },
        body: { revision: template.revision },
      }),
    )
    if (saved) say(t('versions.restored', { number }))
  }
  return (
    <>
      <Row
        faint={!used && !newest}
        title={t('versions.number', { number })}
        detail={
          <>
            {agents.get(savedBy)?.name ?? t('versions.somebody')} <Time at={savedAt} form="day" />
            {restoredFrom === null ? '' : ` · ${t('versions.from', { number: restoredFrom })}`}
          </>
        }
      >
        <Success success={version.success} className={classes.success} />
        {used ? <Pill tone="resolved">{t('versions.used')}</Pill> : null}
        {newest && !used ? <Pill tone="waiting">{t('versions.waits')}</Pill> : null}
        {approvedAt === null || used ? null : <Pill>{t('versions.wasApproved')}</Pill>}
        <Button variant="default" size="compact-sm" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {of}
          {shown ? t('versions.hide') : before ? t('versions.changes') : t('versions.show')}
        </Button>
        {newest ? null : (
          <Button variant="default" size="compact-sm" loading={busy} onClick={() => void restore()}>
            {of}
            {t('versions.restore')}
          </Button>
        )}
      </Row>
      {shown ? <Difference was={before?.variants ?? []} is={version.variants} /> : null}
    </>
  )
}

const step = 20

/** Everything that an answer said, the newest first: what changed with each, and the way back to it. */
export function Versions({ template }: { template: Template }) {
  const { t } = useTranslation('templates')
  const [limit, setLimit] = useState(step)
  // One more than is shown: the last one is compared with it.
  const query = useQuery(versionsQuery(template.id, Math.min(limit + 1, 100)))
  return (
    <Section title={t('versions.title')} lead={t('versions.lead')} flush>
      <Loaded query={query}>
        {(versions) => (
          <>
            <Rows label={t('versions.title')}>
              {versions.slice(0, limit).map((version, at) => (
                <VersionRow
                  key={version.number}
                  version={version}
                  before={versions[at + 1]}
                  template={template}
                />
              ))}
            </Rows>
            {versions.length > limit ? (
              <MoreButton flush busy={query.isFetching} onMore={() => setLimit(limit + step)} />
            ) : null}
          </>
        )}
      </Loaded>
    </Section>
  )
}
