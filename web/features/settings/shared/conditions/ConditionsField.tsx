import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { conditionsQuery } from '../../../../api/reads/settings.ts'
import type { Expression } from '../../../../api/types.ts'
import { Loaded } from '../../../../app/shared/Loaded.tsx'
import classes from './Conditions.module.css'
import { GroupEditor } from './GroupEditor.tsx'
import type { Group, Path } from './tree.ts'
import { useInWords } from './use-conditions.ts'

interface Props {
  label: string
  /** What is asked; null: nothing, so everything fits. */
  value: Expression | null
  onChange(value: Expression | null): void
  /** What the conditions are asked of. */
  about: 'conversation'
  /** Said while there is no condition: to whom or what it applies then. */
  emptyText: string
  /** What is wrong with it as a whole, in words; conditions that are not filled in are marked then. */
  error?: string | undefined
}

const nothing: Group = { match: 'all', of: [] }

/** Takes the keyboard to a condition once it is drawn; where none is left, to what adds one. */
function useGoTo() {
  const field = useRef<HTMLDivElement>(null)
  const wanted = useRef<Path>(undefined)
  useEffect(() => {
    const path = wanted.current
    wanted.current = undefined
    if (!path) return
    const at = path.join('-')
    const part = field.current?.querySelector(`[data-path="${at}"], [data-path^="${at}-"]`)
    const control = part?.querySelector<HTMLElement>('select, button')
    const add = field.current?.querySelector<HTMLElement>('[data-add]')
    ;(at === '' ? add : (control ?? add))?.focus()
  })
  return {
    field,
    goTo: (path: Path) => {
      wanted.current = path
    },
  }
}

/** Conditions in groups of all or any, built without knowing their notation, with what they say as a sentence. */
export function ConditionsField({ label, value, onChange, emptyText, error }: Props) {
  const { t } = useTranslation('conditions')
  const heading = useId()
  const query = useQuery(conditionsQuery)
  const say = useInWords()
  const { field, goTo } = useGoTo()
  const whole: Group = value ?? nothing
  // Groups never stand deeper in each other than the type says: nothing here makes them.
  const put = (next: Group) => onChange(next.of.length === 0 ? null : (next as Expression))
  return (
    <div ref={field} role="group" aria-labelledby={heading} className={classes.field}>
      <span id={heading} className={classes.label}>
        {label}
      </span>
      {value === null ? <p className={classes.empty}>{emptyText}</p> : null}
      <Loaded query={query}>
        {(conditions) => (
          <GroupEditor
            group={whole}
            path={[]}
            editing={{
              whole,
              conditions,
              marked: error !== undefined,
              put,
              move: (moved) => {
                goTo(moved.to)
                put(moved.whole)
              },
            }}
          />
        )}
      </Loaded>
      {value === null ? null : (
        <p className={classes.sentence}>
          <span className={classes.means}>{t('means')}</span> {say(value)}
        </p>
      )}
      {error ? (
        <p className={classes.wrong} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}
