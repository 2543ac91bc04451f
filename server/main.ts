import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Compiled code is kept between starts: most of a warm start would otherwise be compiling. Without a writable place
// Node simply compiles again.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/madoguchi'))

/** Starts Madoguchi, or runs one of its commands. Exit code 1 comes with one sentence that says what to do. */
const { runCommand } = await import('./start/run-command.ts')
process.exitCode = await runCommand(process.argv.slice(2))
