import { useEffect, useState } from 'preact/hooks'
import type { Talk } from '../talk/talk.ts'
import type { WireFile } from '../talk/wire.ts'
import { Icon } from './icon.tsx'
import type { Words } from './words.ts'

const PICTURE = /^image\/(png|jpeg|gif|webp|avif)$/
/** Larger pictures are loaded when they are asked for. */
const SHOWN_BYTES = 3 * 1024 * 1024

/** A size for people: `820 KB`, `1.4 MB`. */
export const sizeText = (bytes: number): string =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** Files of a message: pictures are shown, everything else can be saved. */
export const Files = ({ files, talk, words }: { files: readonly WireFile[]; talk: Talk; words: Words }) => (
  <div class="files">
    {files.map((file) =>
      PICTURE.test(file.type) && file.size <= SHOWN_BYTES ? (
        <Picture key={file.id} file={file} talk={talk} words={words} />
      ) : (
        <Saved key={file.id} file={file} talk={talk} words={words} />
      ),
    )}
  </div>
)

interface FileProps {
  file: WireFile
  talk: Talk
  words: Words
}

/** Fetched with the session in a header: an address with a key in it would end up in histories and logs. */
const Picture = ({ file, talk, words }: FileProps) => {
  const [address, setAddress] = useState('')
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let made = ''
    let gone = false
    talk.file(file.id).then(
      (blob) => {
        if (gone) return
        made = URL.createObjectURL(new Blob([blob], { type: file.type }))
        setAddress(made)
      },
      () => !gone && setFailed(true),
    )
    return () => {
      gone = true
      URL.revokeObjectURL(made)
    }
  }, [talk, file.id, file.type])
  if (failed) return <Saved file={file} talk={talk} words={words} />
  return (
    <button
      type="button"
      class="picture"
      aria-label={words.picture(file.name)}
      onClick={() => address && window.open(address, '_blank', 'noopener')}
    >
      {address && <img src={address} alt={file.name} />}
    </button>
  )
}

const Saved = ({ file, talk, words }: FileProps) => {
  const [failed, setFailed] = useState(false)
  const save = (): void => {
    setFailed(false)
    talk.file(file.id).then(
      (blob) => saveAs(blob, file.name),
      () => setFailed(true),
    )
  }
  return (
    <>
      <button type="button" class="file" aria-label={words.save(file.name)} onClick={save}>
        <Icon name="file" />
        <span>{file.name}</span>
        <small>{sizeText(file.size)}</small>
      </button>
      {failed && <small role="alert">{words.fileFailed}</small>}
    </>
  )
}

const saveAs = (blob: Blob, name: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
