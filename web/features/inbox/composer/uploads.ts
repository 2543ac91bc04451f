import type { ApiProblem } from '../../../api/problem.ts'
import { asProblem } from '../../../api/problem.ts'
import type { Attachment } from '../../../api/types.ts'
import { upload } from '../../../api/upload.ts'
import { askBeforeLeaving } from './ask-before-leaving.ts'
import type { Mode } from './drafts.ts'

/** A file beside what is written: on its way, kept by the server, or refused. */
export interface Upload {
  key: string
  name: string
  size: number
  /** Share that has been sent, 0 to 1. */
  share: number
  kept?: Attachment
  problem?: ApiProblem
}

/** What happens with files once the server has them. */
export interface Sending {
  /** Keeps the file with what is written; a rejection is shown at the file. */
  keep(file: Attachment): Promise<void>
  /** Called after `keep`. */
  onKept?: ((file: Attachment) => void) | undefined
}

const none: readonly Upload[] = []
const lists = new Map<string, readonly Upload[]>()
const running = new Map<string, AbortController>()
const listeners = new Set<() => void>()

const change = (place: string, next: (old: readonly Upload[]) => readonly Upload[]): void => {
  lists.set(place, next(uploads.of(place)))
  for (const listener of listeners) listener()
}
const patch = (place: string, key: string, part: Partial<Upload>): void =>
  change(place, (old) => old.map((one) => (one.key === key ? { ...one, ...part } : one)))

const watch = () => askBeforeLeaving('uploads', running.size > 0)

async function send(place: string, key: string, file: File, { keep, onKept }: Sending): Promise<void> {
  const control = new AbortController()
  running.set(key, control)
  watch()
  try {
    const kept = await upload(file, (share) => patch(place, key, { share }), control.signal)
    if (control.signal.aborted) return
    patch(place, key, { kept, share: 1 })
    await keep(kept)
    onKept?.(kept)
  } catch (error) {
    change(place, (old) =>
      old.map((one) => {
        if (one.key !== key) return one
        const { kept: _, ...rest } = one
        return { ...rest, problem: asProblem(error) }
      }),
    )
  } finally {
    running.delete(key)
    watch()
  }
}

/**
 * Files by the place where they are written: they belong to the draft and not to what is shown of it, so they go on
 * their way while another tab or another conversation is open.
 */
export const uploads = {
  placeOf: (conversationId: string, mode: Mode): string => `${conversationId} ${mode}`,

  of: (place: string): readonly Upload[] => lists.get(place) ?? none,

  /** Files that the server has. */
  kept: (place: string): Attachment[] => uploads.of(place).flatMap((one) => one.kept ?? []),

  add(place: string, files: readonly File[], sending: Sending): void {
    for (const file of files) {
      const key = crypto.randomUUID()
      change(place, (old) => [...old, { key, name: file.name || 'file', size: file.size, share: 0 }])
      void send(place, key, file, sending)
    }
  },

  remove(place: string, key: string): void {
    running.get(key)?.abort()
    change(place, (old) => old.filter((one) => one.key !== key))
  },

  /**
   * The files of the draft are these; what is on its way, or was refused, stays. Tells nobody: whoever calls it draws
   * anew.
   */
  replace(place: string, files: readonly Attachment[]): void {
    const old = uploads.of(place)
    const kept = files.map(
      (file) =>
        old.find((one) => one.kept?.id === file.id) ?? {
          key: file.id,
          name: file.name,
          size: file.size,
          share: 1,
          kept: file,
        },
    )
    lists.set(place, [...kept, ...old.filter((one) => !one.kept)])
  },

  /** Once they are sent: what was refused goes as well. */
  clear(place: string): void {
    change(place, () => none)
  },

  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
