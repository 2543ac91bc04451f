import { Check, Copy } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './CopyField.module.css'
import { copyText } from './copy-text.ts'

interface Props {
  label: string
  value: string
  hint?: string | undefined
  /** Several lines: code to be pasted somewhere. */
  code?: boolean
}

/** Something to take elsewhere: an address, a key, a piece of code, with a button that copies it. */
export function CopyField({ label, value, hint, code = false }: Props) {
  const { t } = useTranslation('ui')
  const name = useId()
  const [copied, setCopied] = useState(false)
  const [failed, setFailed] = useState(false)
  const copy = () =>
    copyText(value).then(
      () => {
        setCopied(true)
        setTimeout(() => setCopied(false), 2500)
      },
      () => setFailed(true),
    )
  return (
    <div className={classes.field}>
      <div className={classes.label} id={name}>
        {label}
      </div>
      {hint ? <p className={classes.hint}>{hint}</p> : null}
      <div className={classes.box} data-code={code || undefined}>
        <code className={classes.value} aria-labelledby={name} tabIndex={0} role="textbox" aria-readonly>
          {value}
        </code>
        <button
          type="button"
          className={classes.button}
          aria-label={t('copy.label', { name: label })}
          onClick={() => void copy()}
        >
          {copied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />}
          {copied ? t('copy.done') : t('copy.short')}
        </button>
      </div>
      <span className="visually-hidden" role="status">
        {copied ? t('copy.done') : ''}
      </span>
      {failed ? (
        <p className={classes.hint} role="alert">
          {t('copy.failed')}
        </p>
      ) : null}
    </div>
  )
}
