import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CircleAlert, CircleCheck, CircleX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { providersQuery } from '../../../api/reads/sso.ts'
import type { Output } from '../../../api/types.ts'
import { say, sayProblem } from '../../../app/notices/notices.ts'
import { inLanguage } from '../../../ui/in-language.ts'
import { Time } from '../../../ui/time/Time.tsx'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import { AskDialog } from '../shared/AskDialog.tsx'
import classes from './Sso.module.css'

type Provider = Output<'access.listProviders'>[number]
type State = Provider['state']

const signs = { ok: CircleCheck, note: CircleAlert, failed: CircleX } as const

/** Asks the provider how it works, and lets an owner go there and back without letting anybody in. */
export function Check({ provider }: { provider: Provider }) {
  const { t, i18n } = useTranslation('sso')
  const [steps, setSteps] = useState<Output<'access.checkProvider'>['steps']>()
  const [busy, setBusy] = useState(false)
  const params = { providerId: provider.id }
  const check = () => {
    setBusy(true)
    call('access.checkProvider', { params })
      .then((answer) => setSteps(answer.steps), sayProblem)
      .finally(() => setBusy(false))
  }
  const go = () =>
    void call('access.startTry', { params }).then(({ url }) => globalThis.location.assign(url), sayProblem)
  return (
    <Section title={t('check.title')}>
      <Act title={t('check.ask')} text={t('check.askText')}>
        <Button variant="default" loading={busy} onClick={check}>
          {t('check.askButton')}
        </Button>
      </Act>
      {steps ? (
        <ul className={classes.steps} aria-label={t('check.title')}>
          {steps.map(({ title, state, text }) => {
            const Sign = signs[state]
            return (
              <li key={title.en} data-state={state}>
                <Sign size={17} role="img" aria-label={t(`check.${state}`)} />
                <div>
                  {inLanguage(title, i18n.language)}
                  {text ? <p>{inLanguage(text, i18n.language)}</p> : null}
                </div>
              </li>
            )
          })}
        </ul>
      ) : null}
      <Act title={t('check.try')} text={t('check.tryText')}>
        <Button variant="default" onClick={go}>
          {t('check.tryButton')}
        </Button>
      </Act>
      <p className={classes.nobody}>
        {provider.provenAt === null ? (
          t('check.never')
        ) : (
          <>
            {t('check.last')} <Time at={provider.provenAt} form="day" />
          </>
        )}
      </p>
    </Section>
  )
}

/** Whether people are offered it, whether it is the one way in, and its removal. */
export function Offer({ provider }: { provider: Provider }) {
  const { t } = useTranslation('sso')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'only' | 'draft' | 'remove'>()
  const { id, name, state } = provider
  const refresh = () => queryClient.invalidateQueries({ queryKey: providersQuery.queryKey })
  const set = async (next: State) => {
    await call('access.updateProvider', { params: { providerId: id }, body: { state: next } })
    await refresh()
  }
  const remove = async () => {
    await call('access.deleteProvider', { params: { providerId: id } })
    await navigate({ href: '/settings/sign-in' })
    await refresh()
  }
  const turnOn = () => void set('on').then(() => say(t('offer.isOn')), sayProblem)
  return (
    <Section title={t('offer.title')}>
      {state === 'draft' ? (
        <Act title={t('offer.on')} text={t('offer.onText')}>
          <Button onClick={turnOn}>{t('offer.onButton')}</Button>
        </Act>
      ) : (
        <Act title={t('offer.off')} text={t('offer.offText')}>
          <Button variant="default" color="red" onClick={() => setAsking('draft')}>
            {t('offer.offButton')}
          </Button>
        </Act>
      )}
      {state === 'on' ? (
        <Act title={t('offer.only')} text={t('offer.onlyText')}>
          <Button variant="default" onClick={() => setAsking('only')}>
            {t('offer.onlyButton')}
          </Button>
        </Act>
      ) : null}
      {state === 'only' ? (
        <Act title={t('offer.both')} text={t('offer.bothText')}>
          <Button variant="default" onClick={turnOn}>
            {t('offer.bothButton')}
          </Button>
        </Act>
      ) : null}
      <Act title={t('offer.remove')} text={t('offer.removeText')}>
        <Button variant="default" color="red" onClick={() => setAsking('remove')}>
          {t('offer.removeButton')}
        </Button>
      </Act>
      {asking ? (
        <AskDialog
          title={t(`offer.ask.${asking}`, { name })}
          action={t(`offer.${asking === 'draft' ? 'off' : asking}Button`)}
          done={t(`offer.done.${asking}`)}
          run={() => (asking === 'remove' ? remove() : set(asking))}
          onClose={() => setAsking(undefined)}
        >
          {t(`offer.askText.${asking}`)}
        </AskDialog>
      ) : null}
    </Section>
  )
}
