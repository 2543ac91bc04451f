/** What went wrong with the embedded database; one of a closed list, for tests and for `doctor`. */
export type EmbeddedPostgresErrorCode =
  | 'in-use'
  | 'no-permission'
  | 'disk-full'
  | 'newer-data'
  | 'older-data'
  | 'not-a-database'
  | 'damaged'
  | 'bad-settings'
  | 'root'
  | 'unsupported'
  | 'start-failed'

/** A failure of the embedded database. `message` is one sentence (or two) for the person who started Madoguchi. */
export class EmbeddedPostgresError extends Error {
  readonly code: EmbeddedPostgresErrorCode

  constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
  }
}

/** Another live process holds the data folder. `pid` is that process, when it could be read. */
export class DataFolderInUse extends EmbeddedPostgresError {
  readonly pid: number | undefined

  constructor(dataDir: string, pid: number | undefined) {
    const who = pid === undefined ? '' : ` (process ${pid})`
    super(
      'in-use',
      `Madoguchi is already running on ${dataDir}${who}. Stop it, or choose another folder with MADOGUCHI_DATA.`,
    )
    this.pid = pid
  }
}

/** The system's error code (`ENOENT`, `EACCES`, ...) of anything that was thrown. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** The message of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
