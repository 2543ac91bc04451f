import { type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { FilePicker } from '../../../ui/files/FilePicker.tsx'
import classes from './Composer.module.css'
import { SaveMark } from './SaveMark.tsx'

interface Props {
  place: string
  empty: boolean
  /** Absent where nothing can be attached. */
  onFiles: ((files: File[]) => void) | undefined
  /** Where the buttons for formatting are drawn; it stands here. */
  buttons: HTMLElement
  /** What sends. */
  children: ReactNode
}

/** Below what is written: files, formatting, whether it is saved, and the way out. */
export function Foot({ place, empty, onFiles, buttons, children }: Props) {
  const { t } = useTranslation('inbox')
  const hold = useCallback((box: HTMLElement | null) => box?.append(buttons), [buttons])
  return (
    <div className={classes.bottom}>
      {onFiles ? <FilePicker label={t('files.attach')} onFiles={onFiles} /> : null}
      <div ref={hold} className={classes.buttons} />
      <SaveMark place={place} empty={empty} />
      {children}
    </div>
  )
}
