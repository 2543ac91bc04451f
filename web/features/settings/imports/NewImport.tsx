import { Button, FileInput, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { useForm } from '../../../app/form/use-form.ts'
import { useInboxes } from '../../../app/shared/directory.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import classes from './Imports.module.css'
import { ACCEPTED, type Source, sourceName, SOURCES } from './sources.ts'
import { keepFile } from './waiting-files.ts'

function Sources({ value, onChange }: { value: Source; onChange(value: Source): void }) {
  const { t } = useTranslation('imports')
  return (
    <fieldset className={classes.sources}>
      <legend className="visually-hidden">{t('from')}</legend>
      {SOURCES.map((source) => (
        <label key={source} className={classes.source}>
          <input type="radio" name="source" checked={source === value} onChange={() => onChange(source)} />
          <span>
            <span className={classes.sourceName}>{sourceName(source, t)}</span>
            <span className={classes.hint}>{t(`hint.${source}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** Inboxes for mail that are in use: old conversations go there. */
const useMailInboxes = () =>
  [...useInboxes().values()].filter(
    ({ abilities, state }) => abilities.copies && abilities.startsConversations && state !== 'archived',
  )

function Fields() {
  const { t } = useTranslation('imports')
  const navigate = useNavigate()
  const inboxes = useMailInboxes()
  const [file, setFile] = useState<File | null>(null)
  const form = useForm({
    saved: { source: 'zendesk' as Source, inboxId: '', account: '', own: '' },
    check: () => (file === null || file.size === 0 ? { file: t('wrong.file') } : {}),
    save: async ({ source, inboxId, account, own }) => {
      if (!file) return
      const { id } = await call('imports.createImport', {
        body: {
          source,
          account,
          fileName: file.name,
          size: file.size,
          inboxId: inboxId || (inboxes[0]?.id ?? ''),
          options: source === 'mbox' ? { own: own.split(/[\s,、]+/).filter((one) => one !== '') } : {},
        },
      })
      keepFile(id, file)
      await navigate({ href: `/settings/imports/${id}`, replace: true })
    },
  })
  const { source } = form.draft
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void form.submit()
      }}
    >
      <Section title={t('from')}>
        <Sources value={source} onChange={(value) => form.set({ source: value })} />
      </Section>
      <Section title={t('what')}>
        <FileInput
          label={t('file')}
          description={t(`take.${source}`)}
          placeholder={t('choose')}
          accept={ACCEPTED[source]}
          value={file}
          error={form.errorOf('file')}
          onChange={setFile}
        />
        <NativeSelect
          label={t('inbox')}
          description={t('inboxHint')}
          data={inboxes.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.text('inboxId')}
        />
        {source === 'mbox' ? (
          <Textarea label={t('own')} description={t('ownHint')} rows={2} {...form.text('own')} />
        ) : (
          <TextInput
            label={t('account')}
            description={t('accountHint')}
            maxLength={200}
            {...form.text('account')}
          />
        )}
      </Section>
      <div className={classes.buttons}>
        {form.problem ? (
          <p className={classes.problem} role="alert">
            {form.problem}
          </p>
        ) : null}
        <Button type="submit" loading={form.busy}>
          {t('send')}
        </Button>
      </div>
    </form>
  )
}

/** Begins an import: what from, which file, and where to. */
export default function NewImport() {
  const { t } = useTranslation('imports')
  const inboxes = useMailInboxes()
  return (
    <Page
      title={t('new')}
      lead={t('newLead')}
      above={{ to: '/settings/imports', title: t('app:settings.imports') }}
    >
      {inboxes.length === 0 ? <EmptyState title={t('noInbox')}>{t('noInboxText')}</EmptyState> : <Fields />}
    </Page>
  )
}
