import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { cx } from '../cx.ts'
import classes from './DropZone.module.css'

interface Props {
  /** What dropping here does, shown while files hover. */
  label: string
  onFiles(files: File[]): void
  disabled?: boolean
  className?: string | undefined
  children: ReactNode
}

const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')

/** A place where files can be dropped. */
export function DropZone({ label, onFiles, disabled = false, className, children }: Props) {
  const [over, setOver] = useState(false)
  const depth = useRef(0)

  const leave = () => {
    depth.current = 0
    setOver(false)
  }
  return (
    <div
      className={cx(classes.zone, className)}
      onDragEnter={(event) => {
        if (disabled || !carriesFiles(event)) return
        depth.current += 1
        setOver(true)
      }}
      onDragOver={(event) => {
        if (!disabled && carriesFiles(event)) event.preventDefault()
      }}
      onDragLeave={() => {
        depth.current -= 1
        if (depth.current <= 0) leave()
      }}
      onDrop={(event) => {
        if (disabled || !carriesFiles(event)) return
        event.preventDefault()
        leave()
        onFiles([...event.dataTransfer.files])
      }}
    >
      {children}
      {over ? <div className={classes.veil}>{label}</div> : null}
    </div>
  )
}
