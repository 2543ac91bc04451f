import { TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, ListPlus, Plus, X } from 'lucide-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { type ComplaintSettings, complaintSettingsQuery } from '../../../api/reads/complaints.ts'
import { isComposing } from '../../../app/commands/keys.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { SmallButton } from '../../../ui/SmallButton.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import { bodyOf, type DraftCause, draftOf, isHours, moved, newCause, severities } from './causes.ts'
import classes from './Complaints.module.css'

const most = 100

interface CausesProps {
  causes: readonly DraftCause[]
  error: string | undefined
  onChange(causes: readonly DraftCause[]): void
}

function Causes({ causes, error, onChange }: CausesProps) {
  const { t } = useTranslation('complaints')
  const list = useRef<HTMLUListElement>(null)
  const focus = (key: string) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-cause="${key}"]`)?.focus())
  const addAfter = (at: number) => {
    const next = causes[at + 1]
    if (next?.name === '') return focus(next.key)
    if (causes.length >= most) return undefined
    const cause = newCause()
    onChange(causes.toSpliced(at + 1, 0, cause))
    return focus(cause.key)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>, at: number) => {
    if (isComposing(event.nativeEvent) || event.key !== 'Enter') return
    event.preventDefault()
    if (event.currentTarget.value.trim() !== '') addAfter(at)
  }
  const usual = t('usual').split('\n')
  return (
    <>
      <ul ref={list} aria-label={t('causes')}>
        {causes.map(({ key, name }, at) => (
          <li key={key} className={classes.cause}>
            <TextInput
              className={classes.name}
              aria-label={t('cause', { number: at + 1 })}
              placeholder={t('causeHint')}
              data-cause={key}
              maxLength={100}
              value={name}
              onChange={({ currentTarget: { value } }) =>
                onChange(causes.map((one) => (one.key === key ? { ...one, name: value } : one)))
              }
              onKeyDown={(event) => onKeyDown(event, at)}
            />
            <IconButton
              small
              label={t('up', { number: at + 1 })}
              disabled={at === 0}
              onClick={() => onChange(moved(causes, key, -1))}
            >
              <ArrowUp size={15} />
            </IconButton>
            <IconButton
              small
              label={t('down', { number: at + 1 })}
              disabled={at === causes.length - 1}
              onClick={() => onChange(moved(causes, key, 1))}
            >
              <ArrowDown size={15} />
            </IconButton>
            <IconButton
              small
              label={t('remove', { number: at + 1 })}
              onClick={() => onChange(causes.filter((one) => one.key !== key))}
            >
              <X size={15} />
            </IconButton>
          </li>
        ))}
      </ul>
      {error ? (
        <p className={classes.error} role="alert">
          {error}
        </p>
      ) : null}
      <div className={classes.buttons}>
        {causes.length < most ? (
          <SmallButton icon={<Plus size={15} />} onClick={() => void addAfter(causes.length - 1)}>
            {t('add')}
          </SmallButton>
        ) : null}
        {causes.length === 0 ? (
          <SmallButton icon={<ListPlus size={15} />} onClick={() => onChange(usual.map(newCause))}>
            {t('addUsual')}
          </SmallButton>
        ) : null}
      </div>
    </>
  )
}

function Fields({ settings }: { settings: ComplaintSettings }) {
  const { t } = useTranslation('complaints')
  const cache = useQueryClient()
  const form = useForm({
    saved: draftOf(settings),
    check: ({ causes, ...hours }) => ({
      causes:
        new Set(causes.map(({ name }) => name.trim())).size < causes.length ? t('wrong.twice') : undefined,
      ...Object.fromEntries(
        severities.map((one) => [one, isHours(hours[one]) ? undefined : t('wrong.hours')]),
      ),
    }),
    save: async (draft) => {
      const saved = await call('care.saveComplaintSettings', { body: bodyOf(draft) })
      cache.setQueryData(complaintSettingsQuery.queryKey, saved)
    },
  })
  return (
    <SaveForm form={form}>
      <Section title={t('causes')} lead={t('causesLead')}>
        <Causes
          causes={form.draft.causes}
          error={form.errorOf('causes')}
          onChange={(causes) => form.set({ causes })}
        />
      </Section>
      <Section title={t('deadlines')} lead={t('deadlinesLead')}>
        <div className={classes.hours}>
          {severities.map((one) => (
            <NumberField
              key={one}
              label={t(`hoursOf.${one}`)}
              placeholder={t('noDeadline')}
              rightSection={<span className={classes.unit}>{t('hours')}</span>}
              rightSectionWidth={72}
              value={form.draft[one]}
              error={form.errorOf(one)}
              onChange={(hours) => form.set({ [one]: hours })}
            />
          ))}
        </div>
      </Section>
    </SaveForm>
  )
}

/** Why customers complain, and until when complaints are to be closed. */
export default function Complaints() {
  const { t } = useTranslation('complaints')
  const query = useQuery(complaintSettingsQuery)
  return (
    <Page title={t('app:settings.complaints')} lead={t('lead')}>
      <Loaded query={query}>{(settings) => <Fields settings={settings} />}</Loaded>
    </Page>
  )
}
