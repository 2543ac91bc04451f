import { File, FileImage, FileText, FileWarning } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Attachment, Message } from '../../../api/types.ts'
import { attachmentAddress } from '../../../api/upload.ts'
import { cx } from '../../../ui/cx.ts'
import { fileSize, limitInWords } from '../../../ui/files/size.ts'
import classes from './Attachments.module.css'

const showable = /^image\/(?:png|jpeg|gif|webp|avif)$/

function Picture({ file }: { file: Attachment }) {
  const { t } = useTranslation('inbox')
  const viewer = useRef<HTMLDialogElement>(null)
  const address = attachmentAddress(file.id)
  return (
    <>
      <button
        type="button"
        className={classes.picture}
        title={file.name}
        aria-label={t('files.view', { name: file.name })}
        onClick={() => viewer.current?.showModal()}
      >
        <img src={address} alt="" width={168} height={126} loading="lazy" decoding="async" />
      </button>
      <dialog
        ref={viewer}
        className={classes.viewer}
        aria-label={file.name}
        onClick={() => viewer.current?.close()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <img src={address} alt={file.name} loading="lazy" />
      </dialog>
    </>
  )
}

function TypeSign({ type }: { type: string }) {
  if (type.startsWith('image/')) return <FileImage size={15} aria-hidden="true" />
  if (type.startsWith('text/') || type.includes('pdf')) return <FileText size={15} aria-hidden="true" />
  return <File size={15} aria-hidden="true" />
}

/** The limit in bytes that a file was over. */
const limitIn = (problem: string): number | undefined => {
  const bytes = /^too-large:(\d+)$/.exec(problem)?.[1]
  return bytes === undefined ? undefined : Number(bytes)
}

function FileChip({ file }: { file: Attachment }) {
  const { t, i18n } = useTranslation('inbox')
  if (file.problem) {
    const limit = limitIn(file.problem)
    return (
      <span className={cx(classes.file, classes.missing)} title={file.name}>
        <FileWarning size={15} aria-hidden="true" />
        <span className={classes.fileName}>{file.name}</span>
        <span className={classes.fileSize}>{fileSize(file.size, i18n.language)}</span>
        <span className={classes.why}>
          {limit !== undefined
            ? t('files.tooLarge', { limit: limitInWords(limit) })
            : file.problem === 'expired'
              ? t('files.expired')
              : t('files.missing')}
        </span>
      </span>
    )
  }
  return (
    <a
      className={classes.file}
      href={attachmentAddress(file.id)}
      target="_blank"
      rel="noopener"
      title={file.name}
    >
      <TypeSign type={file.type} />
      <span className={classes.fileName}>{file.name}</span>
      <span className={classes.fileSize}>{fileSize(file.size, i18n.language)}</span>
    </a>
  )
}

/** The files of a message: pictures small, everything else by name. Pictures inside the HTML are not repeated. */
export function Attachments({ message }: { message: Message }) {
  const files = message.attachments.filter((file) => !(file.inline && message.hasHtml))
  if (files.length === 0) return null
  return (
    <div className={classes.files}>
      {files.map((file) =>
        showable.test(file.type) && !file.problem ? (
          <Picture key={file.id} file={file} />
        ) : (
          <FileChip key={file.id} file={file} />
        ),
      )}
    </div>
  )
}
