import { EmbeddedPostgresError, messageOf, systemCode, type EmbeddedPostgresErrorCode } from './errors.ts'

type Explanation = {
  seen: RegExp
  code: EmbeddedPostgresErrorCode
  say(dataDir: string): string
}

// Ordered: the first that matches wins. PostgreSQL runs with LC_ALL=C, so its words are these.
const explanations: readonly Explanation[] = [
  {
    seen: /No space left on device|Disk quota exceeded|ENOSPC|EDQUOT|database or disk is full/,
    code: 'disk-full',
    say: (dir) => `The disk that holds ${dir} is full. Free some space and start again; nothing was lost.`,
  },
  {
    seen: /pre-existing shared memory block|lock file ".*" already exists/,
    code: 'in-use',
    say: (dir) =>
      `Another PostgreSQL still runs on ${dir}/postgres. Stop it, or choose another folder with MADOGUCHI_DATA.`,
  },
  {
    seen: /could not look up effective user ID/,
    code: 'unsupported',
    say: () =>
      'This user has no name on this system (no entry in /etc/passwd), and PostgreSQL needs one to create its ' +
      'database. Start Madoguchi as a named user, or use your own PostgreSQL with DATABASE_URL.',
  },
  {
    seen: /configuration file ".*" contains errors|invalid value for parameter|unrecognized configuration parameter|syntax error in file/,
    code: 'bad-settings',
    say: (dir) =>
      `PostgreSQL refuses a setting in ${dir}/postgres/postgresql.conf. Correct it and start again.`,
  },
  {
    seen: /Permission denied|Operation not permitted|has wrong ownership|has invalid permissions|EACCES|EPERM/,
    code: 'no-permission',
    say: (dir) =>
      `The database in ${dir} may not be read and written by this user. Give the folder to the user who starts ` +
      'Madoguchi, or choose another one with MADOGUCHI_DATA.',
  },
  {
    seen: /Read-only file system|EROFS/,
    code: 'no-permission',
    say: (dir) => `${dir} is on a read-only disk. Choose another folder with MADOGUCHI_DATA.`,
  },
  {
    seen: new RegExp(
      [
        'could not locate a valid checkpoint record',
        'could not locate required checkpoint record',
        'invalid (primary )?checkpoint record',
        'incorrect checksum in control file',
        'calculated CRC checksum does not match',
        'could not open file ".*(global|pg_xact|pg_wal|pg_control|base)',
        'could not (open|read|find).* control file',
        'database files are incompatible',
        'invalid page in block',
        'is not a valid data directory',
        'missing or erroneous pg_hba',
        'could not load .*pg_hba\\.conf',
        'PANIC:',
        'page verification failed',
      ].join('|'),
    ),
    code: 'damaged',
    say: (dir) =>
      `The database in ${dir}/postgres is damaged and PostgreSQL cannot open it. Keep a copy of the folder, then ` +
      'restore your last backup into an empty one.',
  },
]

/** Turns what PostgreSQL printed into one clear sentence, followed by its own last lines (at most 8). */
export function explainFailure(dataDir: string, what: string, output: string): EmbeddedPostgresError {
  const found = explanations.find((candidate) => candidate.seen.test(output))
  const lines = lastLines(output, 8)
  const own = lines === '' ? '' : `\nPostgreSQL's last lines:\n${lines}`
  if (found) return new EmbeddedPostgresError(found.code, found.say(dataDir) + own)
  return new EmbeddedPostgresError('start-failed', `${what}${own}`)
}

/** The same for a failed file operation of ours; passes on what is explained already. */
export function explainSystemError(dataDir: string, what: string, error: unknown): EmbeddedPostgresError {
  if (error instanceof EmbeddedPostgresError) return error
  const words = `${systemCode(error) ?? ''} ${messageOf(error)}`
  const found = explanations.find((candidate) => candidate.seen.test(words))
  if (found) return new EmbeddedPostgresError(found.code, found.say(dataDir), { cause: error })
  return new EmbeddedPostgresError('start-failed', `${what}: ${messageOf(error)}`, { cause: error })
}

function lastLines(text: string, count: number): string {
  return text.trim().split('\n').slice(-count).join('\n')
}
