import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { IconButton } from '../IconButton.tsx'

interface Props {
  label: string
  onFiles(files: File[]): void
  disabled?: boolean
}

/** A paper clip that lets one choose files. */
export function FilePicker({ label, onFiles, disabled = false }: Props) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-hidden="true"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      <IconButton label={label} disabled={disabled} onClick={() => input.current?.click()}>
        <Paperclip size={17} />
      </IconButton>
    </>
  )
}
