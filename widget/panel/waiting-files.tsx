import { useRef, useState } from 'preact/hooks'
import { sizeText } from './files.tsx'
import { Icon } from './icon.tsx'
import type { Words } from './words.ts'

const MOST_FILES = 5
const ACCEPTED =
  'image/*,audio/*,video/*,.pdf,.txt,.csv,.rtf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.zip'

/** Files that the next message takes along. */
export interface Attachments {
  files: readonly File[]
  /** Why a file was left out, in words. */
  problem: string
  add(chosen: readonly File[]): void
  change(files: readonly File[]): void
}

/** Keeps the files of the message that is being written, within the inbox's limits. */
export const useAttachments = (largestBytes: number, words: Words): Attachments => {
  const [files, setFiles] = useState<readonly File[]>([])
  const [problem, setProblem] = useState('')
  return {
    files,
    problem,
    change(next) {
      setProblem('')
      setFiles(next)
    },
    add(chosen) {
      const large = chosen.find(({ size }) => size > largestBytes)
      const fitting = [...files, ...chosen.filter(({ size }) => size <= largestBytes)]
      setFiles(fitting.slice(0, MOST_FILES))
      const megabytes = Math.floor(largestBytes / 1024 / 1024)
      if (large) setProblem(words.fileTooLarge(large.name, megabytes))
      else setProblem(fitting.length > MOST_FILES ? words.tooManyFiles : '')
    },
  }
}

/** The files that wait for their message, and what is wrong with one. */
export const WaitingFiles = ({ attachments, words }: { attachments: Attachments; words: Words }) => {
  const { files, problem, change } = attachments
  return (
    <>
      {files.length > 0 && (
        <div class="waitingFiles">
          {files.map((file, at) => (
            <div class="file" key={`${at} ${file.name}`}>
              <span>{file.name}</span>
              <small>{sizeText(file.size)}</small>
              <button
                type="button"
                aria-label={words.removeFile(file.name)}
                onClick={() => change(files.filter((_, other) => other !== at))}
              >
                <Icon name="close" />
              </button>
            </div>
          ))}
        </div>
      )}
      {problem !== '' && (
        <p class="wrong" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}

/** The button that chooses files. */
export const AttachButton = ({ words, add }: { words: Words; add(chosen: readonly File[]): void }) => {
  const picker = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        accept={ACCEPTED}
        onChange={({ currentTarget }) => {
          add(Array.from(currentTarget.files ?? []))
          currentTarget.value = ''
        }}
      />
      <button
        type="button"
        aria-label={words.attach}
        title={words.attach}
        onClick={() => picker.current?.click()}
      >
        <Icon name="attach" />
      </button>
    </>
  )
}
