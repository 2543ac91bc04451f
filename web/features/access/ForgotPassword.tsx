import { Button, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { cx } from '../../ui/cx.ts'
import { Frame } from '../../app/outside/Frame.tsx'
import classes from '../../app/outside/Frame.module.css'
import { fieldsOf } from '../../app/form/fields-of.ts'
import { useAttempt } from './use-attempt.ts'

/** Asks for a link to set a new password. The answer never tells whether there is such an account. */
export function ForgotPassword() {
  const { t } = useTranslation('access')
  const [sent, setSent] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  return (
    <Frame title={t('forgot.title')} lead={t('forgot.lead')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          const email = fieldsOf(event.currentTarget)('email').trim()
          void attempt(async () => {
            await call('access.requestReset', { body: { email } })
            setSent(true)
          })
        }}
      >
        {problem ? (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        ) : null}
        {sent ? (
          <p className={cx(classes.problem, classes.done)} role="status">
            {t('forgot.sent')}
          </p>
        ) : (
          <>
            <TextInput
              name="email"
              type="email"
              label={t('email')}
              autoComplete="username"
              required
              withAsterisk={false}
              autoFocus
            />
            <Button type="submit" fullWidth loading={busy}>
              {t('forgot.submit')}
            </Button>
          </>
        )}
      </form>
      <p className={classes.foot}>
        <Link to="/sign-in">{t('forgot.back')}</Link>
      </p>
    </Frame>
  )
}
