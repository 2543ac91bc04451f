import { Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { Frame } from '../../app/outside/Frame.tsx'
import classes from '../../app/outside/Frame.module.css'
import { fieldsOf } from '../../app/form/fields-of.ts'
import { useAttempt } from './use-attempt.ts'

interface Props {
  onEntered(): Promise<void>
  onBack(): void
}

/** The code from the person's app, or one of the recovery codes. */
export function SecondFactor({ onEntered, onBack }: Props) {
  const { t } = useTranslation('access')
  const { busy, problem, attempt } = useAttempt()
  return (
    <Frame title={t('factor.title')} lead={t('factor.lead')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          // Full-width digits are what a Japanese keyboard gives.
          const code = fieldsOf(event.currentTarget)('code').normalize('NFKC').replace(/\s/g, '')
          void attempt(async () => {
            await call('access.secondFactor', { body: { code } })
            await onEntered()
          })
        }}
      >
        {problem ? (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        ) : null}
        <TextInput
          name="code"
          label={t('factor.code')}
          autoComplete="one-time-code"
          // Not numeric: a phone would then have no letters for a recovery code.
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          autoFocus
        />
        <Button type="submit" fullWidth loading={busy}>
          {t('signIn.submit')}
        </Button>
      </form>
      <p className={classes.foot}>
        <button type="button" className={classes.link} onClick={onBack}>
          {t('back')}
        </button>
      </p>
    </Frame>
  )
}
