import '../../../ui/styles/fields.ts'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { type Harassment, refusalsQuery } from '../../../api/reads/harassment.ts'
import { channelsQuery } from '../../../api/reads/settings.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { type Form, useForm } from '../../../app/form/use-form.ts'
import { useMay } from '../../../app/me.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { DayWords } from '../../../ui/time/DayWords.tsx'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import classes from './Harassment.module.css'
import { bodyOf, draftOf, type LimitDraft, wrongIn } from './limit-draft.ts'
import { useReadAgain } from './use-record-work.ts'
import { dayAfter } from './words.ts'

interface FormProps {
  form: Form<LimitDraft>
}

function Tick({
  checked,
  onChange,
  children,
}: {
  checked: boolean
  onChange(on: boolean): void
  children: ReactNode
}) {
  return (
    <label className={classes.kind}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{children}</span>
    </label>
  )
}

const toggled = <T,>(all: readonly T[], one: T, on: boolean): T[] =>
  on ? [...all, one] : all.filter((other) => other !== one)

function Channels({ form }: FormProps) {
  const { t, i18n } = useTranslation('harassment')
  const known = useQuery(channelsQuery).data ?? []
  const { byChannel, channels } = form.draft
  return (
    <>
      <Tick checked={byChannel} onChange={(on) => form.set({ byChannel: on })}>
        {t('limit.byChannel')}
      </Tick>
      {byChannel ? (
        <div className={classes.days} role="group" aria-label={t('limit.byChannel')}>
          {known.map(({ name, title }) => (
            <Tick
              key={name}
              checked={channels.includes(name)}
              onChange={(on) => form.set({ channels: toggled(channels, name, on) })}
            >
              {inLanguage(title, i18n.language)}
            </Tick>
          ))}
          <Wrong form={form} of="channels" />
        </div>
      ) : null}
    </>
  )
}

function Wrong({ form, of }: FormProps & { of: string }) {
  const text = form.errorOf(of)
  return text ? (
    <p className={classes.error} role="alert">
      {text}
    </p>
  ) : null
}

function Hours({ form }: FormProps) {
  const { t } = useTranslation('harassment')
  const { byHours, days } = form.draft
  return (
    <>
      <Tick checked={byHours} onChange={(on) => form.set({ byHours: on })}>
        {t('limit.byHours')}
      </Tick>
      {byHours ? (
        <>
          <div className={classes.days} role="group" aria-label={t('limit.days')}>
            {[1, 2, 3, 4, 5, 6, 0].map((day) => (
              <Tick
                key={day}
                checked={days.includes(day)}
                onChange={(on) => form.set({ days: toggled(days, day, on) })}
              >
                {t(`day.${day}`)}
              </Tick>
            ))}
          </div>
          <div className={classes.within}>
            <TextInput inputMode="numeric" maxLength={5} label={t('limit.from')} {...form.text('from')} />
            <TextInput inputMode="numeric" maxLength={5} label={t('limit.to')} {...form.text('to')} />
          </div>
          <Wrong form={form} of="hours" />
        </>
      ) : null}
    </>
  )
}

/** What still comes through, where it is no block. */
function Terms({ form }: FormProps) {
  const { t } = useTranslation('harassment')
  const { byNumber } = form.draft
  return (
    <fieldset className={classes.group}>
      <legend>{t('limit.terms')}</legend>
      <Tick checked={byNumber} onChange={(on) => form.set({ byNumber: on })}>
        {t('limit.byNumber')}
      </Tick>
      {byNumber ? (
        <div className={classes.within}>
          <TextInput inputMode="numeric" label={t('limit.most')} {...form.text('most')} />
          <TextInput inputMode="numeric" label={t('limit.periodDays')} {...form.text('periodDays')} />
        </div>
      ) : null}
      <Channels form={form} />
      <Hours form={form} />
      <Wrong form={form} of="terms" />
    </fieldset>
  )
}

/** Whether it is a block; who may not block limits. */
function Kind({ form }: FormProps) {
  const { t } = useTranslation('harassment')
  if (!useMay()('harassment.block')) return null
  return (
    <fieldset className={classes.choice}>
      <legend>{t('limit.kind')}</legend>
      {([false, true] as const).map((block) => (
        <label key={String(block)} className={classes.radio}>
          <input
            type="radio"
            name="block"
            checked={form.draft.block === block}
            onChange={() => form.set({ block })}
          />
          <span>
            {t(block ? 'limit.asBlock' : 'limit.asLimit')}
            <span className={classes.kindHint}>{t(block ? 'limit.asBlockHint' : 'limit.asLimitHint')}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** With which approved text the customer is told, and when. */
function Telling({ form }: FormProps) {
  const { t } = useTranslation('harassment')
  const texts = useQuery(refusalsQuery).data ?? []
  const { templateId, tell } = form.draft
  return (
    <>
      <NativeSelect
        label={t('limit.text')}
        description={texts.length === 0 ? t('limit.noTexts') : t('limit.textHint')}
        data={[
          { value: '', label: t('limit.tellNobody') },
          ...texts.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        {...form.text('templateId')}
      />
      {texts.length === 0 ? (
        <PlainLink href="/templates" className={classes.link}>
          {t('limit.toTexts')}
        </PlainLink>
      ) : null}
      {templateId === '' ? null : (
        <Tick checked={tell} onChange={(on) => form.set({ tell: on })}>
          {t('limit.tellNow')}
          <span className={classes.kindHint}>{t('limit.tellNowHint')}</span>
        </Tick>
      )}
    </>
  )
}

/** Limits how the customer of a record may write to us, or blocks them. */
export default function LimitDialog({ record, onClose }: { record: Harassment; onClose(): void }) {
  const { t } = useTranslation('harassment')
  const { timeZone } = useTimeSettings()
  const readAgain = useReadAgain(record.conversationId)
  const form = useForm<LimitDraft>({
    saved: draftOf(record.limit, false, dayAfter(90, timeZone)),
    check: (draft) =>
      Object.fromEntries(
        Object.entries(wrongIn(draft, dayAfter(0, timeZone))).map(([field, text]) => [
          field,
          t(`wrong.${text}`),
        ]),
      ),
    save: async (draft) => {
      await call('care.setContactLimit', { params: { harassmentId: record.id }, body: bodyOf(draft) })
      await readAgain()
    },
  })
  const { block, reviewOn } = form.draft
  return (
    <DialogForm
      title={t('limit.title')}
      submit={t(block ? 'limit.block' : 'limit.submit')}
      done={t(block ? 'limit.blocked' : 'limit.done')}
      danger={block}
      form={form}
      width={560}
      onClose={onClose}
    >
      <Kind form={form} />
      {block ? null : <Terms form={form} />}
      <Textarea
        label={t('field.reason')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={5000}
        {...form.text('reason')}
      />
      <TextInput
        type="date"
        label={t('field.reviewOn')}
        description={t('limit.reviewHint')}
        inputContainer={(field) => <DayWords day={reviewOn}>{field}</DayWords>}
        {...form.text('reviewOn')}
      />
      <Telling form={form} />
    </DialogForm>
  )
}
