import { Button, PasswordInput, TextInput } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import type { Output } from '../../api/types.ts'
import { Frame } from './Frame.tsx'
import classes from './Frame.module.css'
import { SecondFactor } from './SecondFactor.tsx'
import { signInWithPasskey } from './passkey.ts'
import { fieldsOf, useAttempt } from './use-attempt.ts'
import { useEntered } from './use-entered.ts'

const passkeys = 'PublicKeyCredential' in globalThis

/** Sign-in with password or passkey, and the second factor where there is one. */
export function SignIn() {
  const { t } = useTranslation('access')
  const { next } = useSearch({ from: '/sign-in' })
  const entered = useEntered(next)
  const [codeWanted, setCodeWanted] = useState(false)
  const { busy, problem, attempt } = useAttempt()

  const go = async ({ state }: Output<'access.signIn'>) => {
    if (state === 'second-factor') setCodeWanted(true)
    else await entered()
  }
  if (codeWanted) return <SecondFactor onEntered={entered} onBack={() => setCodeWanted(false)} />
  return (
    <Frame title={t('signIn.title')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          const field = fieldsOf(event.currentTarget)
          const body = { email: field('email').trim(), password: field('password') }
          void attempt(async () => go(await call('access.signIn', { body })))
        }}
      >
        {problem ? (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        ) : null}
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
              onClick={() => void attempt(async () => go(await signInWithPasskey()))}
            >
              {t('signIn.passkey')}
            </Button>
          </>
        ) : null}
      </form>
      <p className={classes.foot}>
        <Link to="/forgot-password">{t('signIn.forgot')}</Link>
      </p>
    </Frame>
  )
}
