import { Check, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Why } from '../../../api/reads/rules.ts'
import { useNow } from '../../../ui/time/clock.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import classes from './Rules.module.css'
import { askedWords, type Manner, seenWords } from './why-words.ts'

type Part = Why['of'][number]
interface Group {
  match: 'all' | 'any'
  of: readonly Part[]
}

function Sign({ held }: { held: boolean }) {
  const { t } = useTranslation('rules')
  const Icon = held ? Check : X
  return (
    <span className={classes.sign} data-held={held}>
      <Icon size={14} aria-hidden="true" />
      <span className="visually-hidden">{t(`why.held.${held}`)}</span>
    </span>
  )
}

function Parts({ group, manner }: { group: Group; manner: Manner }) {
  const { t } = manner
  return (
    <>
      {group.of.length > 1 ? <p className={classes.match}>{t(`why.match.${group.match}`)}</p> : null}
      <ul className={classes.whys}>
        {group.of.map((part, at) =>
          'of' in part ? (
            <li key={`group ${at}`} className={classes.inner}>
              <Parts group={part as Group} manner={manner} />
            </li>
          ) : (
            <li key={`${part.condition} ${at}`} className={classes.leaf}>
              <Sign held={part.held} />
              <div>
                <p>{askedWords(part, manner)}</p>
                <p className={classes.seen}>{t('why.seen', { value: seenWords(part, manner) })}</p>
              </div>
            </li>
          ),
        )}
      </ul>
    </>
  )
}

/** Each condition of a rule, whether it held, and what it saw. */
export function WhyTree({ why }: { why: Why | null }) {
  const { t } = useTranslation('rules')
  const [time, now] = [useTimeSettings(), useNow()]
  if (why === null) return <p className={classes.seen}>{t('why.none')}</p>
  return <Parts group={why as Group} manner={{ t, time, now }} />
}
