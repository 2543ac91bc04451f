import { Button, PasswordInput, TextInput } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { Fingerprint } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { signInProvidersQuery } from '../../api/reads/sso.ts'
import type { Output } from '../../api/types.ts'
import { Frame } from '../../app/outside/Frame.tsx'
import classes from '../../app/outside/Frame.module.css'
import { SecondFactor } from './SecondFactor.tsx'
import { SsoButtons } from './SsoButtons.tsx'
import { signInWithPasskey } from './passkey.ts'
import { fieldsOf } from '../../app/form/fields-of.ts'
import { useAttempt } from './use-attempt.ts'
import { useEntered } from './use-entered.ts'

const passkeys = 'PublicKeyCredential' in globalThis

interface OwnProps {
  busy: boolean
  attempt(work: () => Promise<void>): Promise<void>
  onAnswer(answer: Output<'access.signIn'>): Promise<void>
}

/** Sign-in with a password or a passkey. */
function OwnWays({ busy, attempt, onAnswer }: OwnProps) {
  const { t } = useTranslation('access')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        const field = fieldsOf(event.currentTarget)
        const body = { email: field('email').trim(), password: field('password') }
        void attempt(async () => onAnswer(await call('access.signIn', { body })))
      }}
    >
      <TextInput
        name="email"
        type="email"
        label={t('email')}
        autoComplete="username webauthn"
        required
        withAsterisk={false}
        autoFocus
      />
      <PasswordInput
        name="password"
        label={t('password')}
        autoComplete="current-password"
        required
        withAsterisk={false}
      />
      <Button type="submit" fullWidth loading={busy}>
        {t('signIn.submit')}
      </Button>
      {passkeys ? (
        <>
          <div className={classes.or}>{t('signIn.or')}</div>
          <Button
            variant="default"
            fullWidth
            disabled={busy}
            leftSection={<Fingerprint size={16} />}
            onClick={() => void attempt(async () => onAnswer(await signInWithPasskey()))}
          >
            {t('signIn.passkey')}
          </Button>
        </>
      ) : null}
    </form>
  )
}

/** Sign-in through a provider, with password or passkey, and the second factor where there is one. */
export function SignIn() {
  const { t } = useTranslation('access')
  const { next } = useSearch({ from: '/sign-in' })
  const entered = useEntered(next)
  const { data: providers = [] } = useQuery(signInProvidersQuery)
  const [codeWanted, setCodeWanted] = useState(false)
  const [ownWay, setOwnWay] = useState(false)
  const { busy, problem, attempt } = useAttempt()

  const go = async ({ state }: Output<'access.signIn'>) => {
    if (state === 'second-factor') setCodeWanted(true)
    else await entered()
  }
  if (codeWanted) return <SecondFactor onEntered={entered} onBack={() => setCodeWanted(false)} />
  const only = providers.some((provider) => provider.only)
  const foot: ReactNode =
    only && !ownWay ? (
      <button type="button" className={classes.ownWay} onClick={() => setOwnWay(true)}>
        {t('sso.ownWay')}
      </button>
    ) : (
      <Link to="/forgot-password">{t('signIn.forgot')}</Link>
    )
  return (
    <Frame title={t('signIn.title')}>
      {problem ? (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      ) : null}
      {providers.length > 0 ? (
        <div className={classes.form}>
          <SsoButtons providers={providers} next={next} busy={busy} attempt={attempt} />
          {only && !ownWay ? null : <div className={classes.or}>{t('signIn.or')}</div>}
        </div>
      ) : null}
      {only && !ownWay ? null : <OwnWays busy={busy} attempt={attempt} onAnswer={go} />}
      <p className={classes.foot}>{foot}</p>
    </Frame>
  )
}
