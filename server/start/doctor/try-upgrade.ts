import type { Config } from '../../kernel/config/index.ts'
import { migrate } from '../../kernel/db/migrate.ts'
import { errorText } from '../../kernel/errors.ts'
import { print } from '../../kernel/log.ts'
import { withDatabase } from '../with-database.ts'
import { fail, lineOf, ok } from './finding.ts'

/**
 * `doctor --upgrade`: runs on the real rows what the next start would run, undoes it, and prints how long each step took
 * or what would fail. Madoguchi must be stopped meanwhile. Gives 1 when the start would fail.
 */
export const tryUpgrade = async (config: Config): Promise<number> => {
  try {
    const { applied, kept } = await withDatabase(config, false, ({ connectionString }) =>
      migrate(connectionString, { rehearse: true }),
    )
    for (const { name, seconds } of applied) print(lineOf(ok(`${name} took ${seconds.toFixed(1)} s`)))
    print(
      applied.length === 0
        ? lineOf(ok('The database is of this version already.'))
        : `\nThe next start will do this. All ${(kept ?? 0).toLocaleString('en')} rows would stay. Nothing was changed now.`,
    )
    return 0
  } catch (error) {
    print(lineOf(fail(errorText(error), 'Correct that, and run this again.')))
    return 1
  }
}
