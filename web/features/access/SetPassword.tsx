import { Button, PasswordInput } from '@mantine/core'
import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { Frame } from '../../app/outside/Frame.tsx'
import classes from '../../app/outside/Frame.module.css'
import { SecondFactor } from './SecondFactor.tsx'
import { fieldsOf } from '../../app/form/fields-of.ts'
import { useAttempt } from './use-attempt.ts'
import { useEntered } from './use-entered.ts'

/** Behind the link of an invitation or a reset: chooses a password. The token stands behind the `#`. */
export function SetPassword() {
  const { t } = useTranslation('access')
  const token = useLocation().hash
  const entered = useEntered()
  const [codeWanted, setCodeWanted] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  if (codeWanted) return <SecondFactor onEntered={entered} onBack={() => setCodeWanted(false)} />
  return (
    <Frame title={t('newPassword.title')} lead={t('newPassword.lead')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          const password = fieldsOf(event.currentTarget)('password')
          void attempt(async () => {
            const { state } = await call('access.resetPassword', { params: { token }, body: { password } })
            if (state === 'second-factor') setCodeWanted(true)
            else await entered()
          })
        }}
      >
        {problem ? (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        ) : null}
        <PasswordInput
          name="password"
          label={t('newPassword.label')}
          description={t('passwordHint')}
          autoComplete="new-password"
          minLength={10}
          required
          withAsterisk={false}
          autoFocus
        />
        <Button type="submit" fullWidth loading={busy}>
          {t('newPassword.submit')}
        </Button>
      </form>
      <p className={classes.foot}>
        <Link to="/forgot-password">{t('newPassword.again')}</Link>
      </p>
    </Frame>
  )
}
