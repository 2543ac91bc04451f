import { runCommand } from './start/run-command.ts'

/** Starts Madoguchi, or runs one of its commands. Exit code 1 comes with one sentence that says what to do. */
process.exitCode = await runCommand(process.argv.slice(2))
