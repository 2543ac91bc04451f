import { Button, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/call.ts'
import { appealDeskQuery } from '../../api/reads/appeal.ts'
import { useProblemText } from '../../app/notices/problem-text.ts'
import { Frame } from '../../app/outside/Frame.tsx'
import classes from '../../app/outside/Frame.module.css'
import { fieldsOf } from '../../app/form/fields-of.ts'
import { useAttempt } from './use-attempt.ts'

/** Behind the link that a limited customer was sent: says whether they can appeal, and takes it. The token stands behind the `#`. */
export default function Appeal() {
  const { t } = useTranslation('appeal')
  const textOf = useProblemText()
  const token = useLocation().hash
  const query = useQuery(appealDeskQuery(token))
  const { busy, problem, attempt } = useAttempt()
  const { data, error } = query
  if (!data)
    return (
      <Frame title={t('title')}>
        {error ? (
          <p className={classes.problem} role="alert">
            {textOf(error)}
          </p>
        ) : null}
      </Frame>
    )
  return (
    <Frame title={t('title')} lead={t(`lead.${data.state}`, { shop: data.brand })}>
      {data.state === 'open' ? (
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault()
            const words = fieldsOf(event.currentTarget)('words')
            void attempt(async () => {
              await call('care.makeAppeal', { params: { token }, body: { words } })
              await query.refetch()
            })
          }}
        >
          {problem ? (
            <p className={classes.problem} role="alert">
              {problem}
            </p>
          ) : null}
          <Textarea
            name="words"
            label={t('words')}
            description={t('hint')}
            autosize
            minRows={5}
            maxRows={14}
            maxLength={5000}
            required
            withAsterisk={false}
          />
          <Button type="submit" fullWidth loading={busy}>
            {t('submit')}
          </Button>
        </form>
      ) : null}
    </Frame>
  )
}
