import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { chooseLanguage, type Language } from '../../app/i18n.ts'
import { languages } from '../../ui/languages.ts'
import { timeZones } from '../../ui/time/time-zones.ts'
import { Frame } from '../../app/outside/Frame.tsx'
import classes from '../../app/outside/Frame.module.css'
import { fieldsOf } from '../../app/form/fields-of.ts'
import { useAttempt } from './use-attempt.ts'
import { useEntered } from './use-entered.ts'

const here = Intl.DateTimeFormat().resolvedOptions().timeZone

async function setUp(form: HTMLFormElement): Promise<void> {
  const field = fieldsOf(form)
  const language: Language = field('language') === 'en' ? 'en' : 'ja'
  await call('access.setUp', {
    body: {
      code: field('code').trim(),
      workspaceName: field('workspaceName').trim(),
      name: field('name').trim(),
      email: field('email').trim(),
      password: field('password'),
      language,
      timeZone: field('timeZone'),
    },
  })
  await chooseLanguage(language)
}

/** First visit: makes the workspace and its first owner. No mail is needed, only the code from the terminal. */
export function SetUp() {
  const { t, i18n } = useTranslation('access')
  const entered = useEntered()
  const { busy, problem, attempt } = useAttempt()
  const plain = { required: true, withAsterisk: false }
  return (
    <Frame title={t('setUp.title')} lead={t('setUp.lead')} wide>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          const form = event.currentTarget
          void attempt(async () => {
            await setUp(form)
            await entered()
          })
        }}
      >
        {problem ? (
          <p className={classes.problem} role="alert">
            {problem}
          </p>
        ) : null}
        <TextInput
          {...plain}
          name="code"
          label={t('setUp.code')}
          description={t('setUp.codeHint')}
          autoComplete="off"
          autoFocus
        />
        <TextInput
          {...plain}
          name="workspaceName"
          label={t('setUp.workspace')}
          placeholder={t('setUp.example')}
        />
        <TextInput {...plain} name="name" label={t('setUp.name')} autoComplete="name" />
        <TextInput {...plain} name="email" type="email" label={t('email')} autoComplete="username" />
        <PasswordInput
          {...plain}
          name="password"
          label={t('password')}
          description={t('passwordHint')}
          autoComplete="new-password"
          minLength={10}
        />
        <div className={classes.pair}>
          <NativeSelect
            name="language"
            label={t('setUp.language')}
            key={i18n.language}
            defaultValue={i18n.language}
            data={[...languages]}
          />
          <NativeSelect
            name="timeZone"
            label={t('setUp.timeZone')}
            defaultValue={here}
            data={timeZones(here)}
          />
        </div>
        <Button type="submit" fullWidth loading={busy}>
          {t('setUp.submit')}
        </Button>
      </form>
    </Frame>
  )
}
