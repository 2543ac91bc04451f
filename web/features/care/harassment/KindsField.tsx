import { useTranslation } from 'react-i18next'
import type { HarassmentKind } from '../../../api/reads/harassment.ts'
import classes from './Harassment.module.css'
import { harassmentKinds } from './words.ts'

interface Props {
  kinds: readonly HarassmentKind[]
  error: string | undefined
  onChange(kinds: HarassmentKind[]): void
}

/** What it was: one kind or several, each with an example. */
export function KindsField({ kinds, error, onChange }: Props) {
  const { t } = useTranslation('harassment')
  return (
    <fieldset className={classes.kinds}>
      <legend>{t('field.kinds')}</legend>
      <div className={classes.kindList}>
        {harassmentKinds.map((kind) => (
          <label key={kind} className={classes.kind}>
            <input
              type="checkbox"
              checked={kinds.includes(kind)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...kinds, kind] : kinds.filter((one) => one !== kind))
              }
            />
            <span>
              {t(`kind.${kind}`)}
              <span className={classes.kindHint}>{t(`kindHint.${kind}`)}</span>
            </span>
          </label>
        ))}
      </div>
      {error ? (
        <p className={classes.error} role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
