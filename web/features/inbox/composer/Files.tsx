import { File, FileWarning, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { cx } from '../../../ui/cx.ts'
import { fileSize } from '../../../ui/files/size.ts'
import classes from './Files.module.css'
import type { Upload } from './uploads.ts'

interface Props {
  uploads: readonly Upload[]
  onRemove(key: string): void
}

/** The files that go with what is written, and how far they are. */
export function Files({ uploads, onRemove }: Props) {
  const { t, i18n } = useTranslation('inbox')
  const textOf = useProblemText()
  if (uploads.length === 0) return null
  return (
    <ul className={classes.files} aria-label={t('files.label')}>
      {uploads.map((one) => (
        <li key={one.key} className={cx(classes.file, one.problem && classes.badFile)}>
          {one.problem ? <FileWarning size={14} aria-hidden="true" /> : <File size={14} aria-hidden="true" />}
          <span className={classes.fileName} title={one.problem ? textOf(one.problem) : one.name}>
            {one.problem ? `${one.name}: ${textOf(one.problem)}` : one.name}
          </span>
          {one.kept || one.problem ? (
            <span className={classes.fileSize}>{fileSize(one.size, i18n.language)}</span>
          ) : (
            <progress
              className={classes.progress}
              value={one.share}
              max={1}
              aria-label={t('files.sending')}
            />
          )}
          <button
            type="button"
            className={classes.removeFile}
            aria-label={t('files.remove', { name: one.name })}
            onClick={() => onRemove(one.key)}
          >
            <X size={14} />
          </button>
        </li>
      ))}
    </ul>
  )
}
