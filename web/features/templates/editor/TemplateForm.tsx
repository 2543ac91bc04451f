import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { shelvesQuery, type Template } from '../../../api/reads/templates.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { type Form, useForm } from '../../../app/form/use-form.ts'
import { useAgents, useTeams } from '../../../app/shared/directory.tsx'
import { Section } from '../../../app/shared/Section.tsx'
import { DayWords } from '../../../ui/time/DayWords.tsx'
import { PickMany } from '../../../ui/pick/PickMany.tsx'
import classes from './Editor.module.css'
import { useShowTemplate } from './use-template-work.ts'
import { Variants } from './Variants.tsx'
import type { Warning } from './Warnings.tsx'

/** What of an answer can be changed. Empty texts: none. */
interface Draft {
  title: string
  purpose: Template['purpose']
  folder: string
  shortcut: string
  teamIds: string[] | null
  ownerId: string
  expiresOn: string
  variants: { language: string; body: string }[]
}

const draftOf = (template: Template): Draft => ({
  title: template.title,
  purpose: template.purpose,
  folder: template.folder,
  shortcut: template.shortcut ?? '',
  teamIds: template.teamIds,
  ownerId: template.ownerId,
  expiresOn: template.expiresOn ?? '',
  variants: (template.draft ?? template.approved)?.variants ?? [],
})

/** For whom an answer is. */
function Audience({ form }: { form: Form<Draft> }) {
  const { t } = useTranslation('templates')
  const teams = [...useTeams().values()]
  const { teamIds } = form.draft
  return (
    <>
      <NativeSelect
        label={t('field.audience')}
        value={teamIds === null ? 'all' : 'teams'}
        onChange={({ currentTarget: { value } }) => form.set({ teamIds: value === 'all' ? null : [] })}
        error={form.errorOf('teamIds')}
        data={[
          { value: 'all', label: t('field.everybody') },
          { value: 'teams', label: t('field.someTeams'), disabled: teams.length === 0 && teamIds === null },
        ]}
      />
      {teamIds === null ? null : (
        <PickMany
          label={t('field.teams')}
          add={t('field.addTeam')}
          items={teams.map(({ id, name }) => ({ id, label: name }))}
          value={teamIds}
          onChange={(next) => form.set({ teamIds: next })}
        />
      )}
    </>
  )
}

/** Everything of an answer but what it says. */
function Settings({ form }: { form: Form<Draft> }) {
  const { t } = useTranslation('templates')
  const list = useId()
  const folders = (useQuery(shelvesQuery).data?.folders ?? []).map(({ name }) => name)
  const agents = [...useAgents().values()].filter(({ id, active }) => active || id === form.draft.ownerId)
  const { expiresOn } = form.draft
  return (
    <Section title={t('settings')}>
      <TextInput label={t('field.title')} maxLength={200} {...form.text('title')} />
      <div className={classes.pair}>
        <TextInput
          label={t('field.folder')}
          description={t('field.folderHint')}
          maxLength={100}
          list={list}
          {...form.text('folder')}
        />
        <datalist id={list}>
          {folders.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <TextInput
          label={t('field.shortcut')}
          description={t('field.shortcutHint')}
          maxLength={40}
          leftSection="/"
          {...form.text('shortcut')}
        />
      </div>
      <NativeSelect
        label={t('field.purpose')}
        description={t('field.purposeHint')}
        data={[
          { value: 'answer', label: t('purpose.answer') },
          { value: 'refusal', label: t('purpose.refusal') },
        ]}
        {...form.text('purpose')}
      />
      <Audience form={form} />
      <div className={classes.pair}>
        <NativeSelect
          label={t('field.owner')}
          description={t('field.ownerHint')}
          data={agents.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.text('ownerId')}
        />
        <TextInput
          type="date"
          label={t('field.expiresOn')}
          description={t('field.expiresOnHint')}
          inputContainer={(field) => <DayWords day={expiresOn}>{field}</DayWords>}
          {...form.text('expiresOn')}
        />
      </div>
    </Section>
  )
}

/** Says that what is kept has changed since one began to write. */
function Meanwhile() {
  const { t } = useTranslation('templates')
  return (
    <p className={classes.meanwhile} role="alert">
      {t('meanwhile')}
    </p>
  )
}

/** What an answer says and for whom, to be changed. Another text is a new version, which waits to be approved. */
export function TemplateForm({ template }: { template: Template }) {
  const { t } = useTranslation('templates')
  const show = useShowTemplate()
  const [warnings, setWarnings] = useState<readonly Warning[]>([])
  // The state that was looked at when one began to write: who changed it since must not be overwritten.
  const [seen, setSeen] = useState(template.revision)
  const form = useForm<Draft>({
    saved: draftOf(template),
    check: ({ title, shortcut, teamIds, variants }) => ({
      title: title.trim() === '' ? t('wrong.title') : undefined,
      shortcut: /\s/.test(shortcut.trim()) ? t('wrong.shortcut') : undefined,
      teamIds: teamIds?.length === 0 ? t('wrong.teams') : undefined,
      variants: variants.some(({ body }) => body.trim() === '') ? t('wrong.body') : undefined,
    }),
    save: async (_draft, { shortcut, expiresOn, ...changes }) => {
      const saved = await call('templates.updateTemplate', {
        params: { templateId: template.id },
        body: {
          revision: seen,
          ...changes,
          ...(shortcut === undefined ? {} : { shortcut: shortcut.trim() || null }),
          ...(expiresOn === undefined ? {} : { expiresOn: expiresOn || null }),
        },
      })
      setSeen(saved.revision)
      setWarnings(saved.warnings)
      show(saved)
    },
  })
  if (!form.dirty && !form.busy && seen !== template.revision) setSeen(template.revision)
  return (
    <SaveForm form={form}>
      {form.dirty && !form.busy && seen !== template.revision ? <Meanwhile /> : null}
      <Variants
        variants={form.draft.variants}
        problem={form.errorOf('variants')}
        warnings={form.dirty ? [] : warnings}
        onChange={(variants) => form.set({ variants })}
      />
      <Settings form={form} />
    </SaveForm>
  )
}
