import type { ApiProblem } from '../../../api/problem.ts'
import { asProblem } from '../../../api/problem.ts'
import type { Attachment } from '../../../api/types.ts'
import { upload } from '../../../api/upload.ts'
import { askBeforeLeaving } from './ask-before-leaving.ts'

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

const change = (tab: string, next: (old: readonly Upload[]) => readonly Upload[]): void => {
  lists.set(tab, next(uploads.of(tab)))
  for (const listener of listeners) listener()
}
const patch = (tab: string, key: string, part: Partial<Upload>): void =>
  change(tab, (old) => old.map((one) => (one.key === key ? { ...one, ...part } : one)))

const watch = () => askBeforeLeaving('uploads', running.size > 0)

async function send(tab: string, key: string, file: File, { keep, onKept }: Sending): Promise<void> {
  const control = new AbortController()
  running.set(key, control)
  watch()
  try {
    const kept = await upload(file, (share) => patch(tab, key, { share }), control.signal)
    if (control.signal.aborted) return
    patch(tab, key, { kept, share: 1 })
    await keep(kept)
    onKept?.(kept)
  } catch (error) {
    change(tab, (old) =>
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
 * Files by the tab (`tabOf`) in which they are written: they belong to the draft and not to what is shown of it, so they
 * go on their way while another tab or another conversation is open.
 */
export const uploads = {
  of: (tab: string): readonly Upload[] => lists.get(tab) ?? none,

  /** Files that the server has. */
  kept: (tab: string): Attachment[] => uploads.of(tab).flatMap((one) => one.kept ?? []),

  add(tab: string, files: readonly File[], sending: Sending): void {
    for (const file of files) {
      const key = crypto.randomUUID()
      change(tab, (old) => [...old, { key, name: file.name || 'file', size: file.size, share: 0 }])
      void send(tab, key, file, sending)
    }
  },

  remove(tab: string, key: string): void {
    running.get(key)?.abort()
    change(tab, (old) => old.filter((one) => one.key !== key))
  },

  /**
   * The files of the draft are these; what is on its way, or was refused, stays. Tells nobody: whoever calls it draws
   * anew.
   */
  replace(tab: string, files: readonly Attachment[]): void {
    const old = uploads.of(tab)
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
    lists.set(tab, [...kept, ...old.filter((one) => !one.kept)])
  },

  /** Once they are sent: what was refused goes as well. */
  clear(tab: string): void {
    change(tab, () => none)
  },

  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
