import { ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { AddressField } from './AddressField.tsx'
import classes from './Recipients.module.css'
import {
  type Answering,
  type Audience,
  audienceOf,
  type Field,
  fields,
  hasOthers,
  nameOf,
} from './recipients.ts'
import type { Recipients as Work } from './use-recipients.ts'

const audiences = ['reply', 'all'] as const satisfies Audience[]

function Choice({ work, answering }: { work: Work; answering: Answering }) {
  const { t } = useTranslation('inbox')
  const now = audienceOf(work.chosen, answering)
  return (
    <span className={classes.choice} role="group" aria-label={t('recipients.whom')}>
      {audiences.map((one) => (
        <button key={one} type="button" aria-pressed={one === now} onClick={() => work.choose(one)}>
          {t(`recipients.${one}`)}
        </button>
      ))}
    </span>
  )
}

/** All of them on one line: `To: Hanako, Taro · Cc: Boss`. */
function Line({ work }: { work: Work }) {
  const { t } = useTranslation('inbox')
  const { lists, answering } = work
  const parts = fields.flatMap((field) => {
    const names = lists?.[field].map((value) => nameOf(value, answering)) ?? []
    return names.length > 0 ? [{ field, names: names.join(', ') }] : []
  })
  return (
    <button type="button" className={classes.line} aria-expanded={false} onClick={() => work.open()}>
      {parts.map(({ field, names }) => (
        <span key={field} className={classes.part}>
          <span className={classes.label}>{t(`message.${field}`)}</span> {names}
        </span>
      ))}
      {parts.length === 0 && lists ? <span className={classes.part}>{t('recipients.nobody')}</span> : null}
      <ChevronDown size={14} aria-hidden="true" />
      <span className={classes.hidden}>{t('recipients.edit')}</span>
    </button>
  )
}

/** To whom an answer goes: everybody on the last message or its writer, and every address where one wants to see them. */
export function Recipients({ work }: { work: Work }) {
  const { t } = useTranslation('inbox')
  const { answering, lists, opened, problem } = work
  const said = (field: Field) => {
    if (problem?.field !== field) return undefined
    return problem.text === undefined ? t('recipients.missing') : t('recipients.bad', { text: problem.text })
  }
  return (
    <div className={classes.recipients}>
      {opened && lists ? (
        <div className={classes.fields}>
          {fields.map((field) => (
            <AddressField
              key={`${field} ${work.round}`}
              label={t(`message.${field}`)}
              values={lists[field]}
              nameOf={(value) => nameOf(value, answering)}
              problem={said(field)}
              autoFocus={(problem?.field ?? 'to') === field}
              onChange={(values) => work.change(field, values)}
            />
          ))}
        </div>
      ) : (
        <Line work={work} />
      )}
      {answering && hasOthers(answering) ? <Choice work={work} answering={answering} /> : null}
    </div>
  )
}
