import { writeSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** What a run came to. A file that could not be loaded, or whose hooks failed, counts as one failure. */
interface Counts {
  passed: number
  failed: number
  skipped: number
}

const countModule = (counts: Counts, module: TestModule): void => {
  let failedHere = 0
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed') counts.passed += 1
    else if (state === 'failed') failedHere += 1
    else counts.skipped += 1
  }
  counts.failed += failedHere === 0 && !module.ok() ? 1 : failedHere
}

/** Prints `N passed, N failed, N skipped` alone on the very last line of a run, for people and for machines. */
export class SummaryReporter implements Reporter {
  private readonly counts: Counts = { passed: 0, failed: 0, skipped: 0 }

  onInit(): void {
    // Other reporters print after the run's end; at exit nobody comes after us. stdout is written synchronously.
    process.once('exit', (code) => this.print(code))
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    Object.assign(this.counts, { passed: 0, failed: unhandledErrors.length, skipped: 0 })
    for (const module of modules) {
      countModule(this.counts, module)
      // One more try is granted on busy machines, and is never silent.
      for (const test of module.children.allTests())
        if (test.diagnostic()?.flaky) console.log(`Passed only at a second try: ${test.fullName}`)
    }
  }

  private print(exitCode: number): void {
    const { passed, failed, skipped } = this.counts
    // A run that broke before its first test must not read like a good one.
    const broken = exitCode !== 0 && failed === 0 ? 1 : failed
    writeSync(1, `${passed} passed, ${broken} failed, ${skipped} skipped\n`)
  }
}
