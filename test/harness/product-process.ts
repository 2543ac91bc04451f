import { spawn } from 'node:child_process'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../../server/main.ts')

/** The product as an operating system process of its own. */
export interface ProductProcess {
  readonly pid: number
  /** What it has printed so far. */
  printed(): string
  /** Resolves when it has ended, however that came about. */
  readonly over: Promise<number | null>
  /** Sends a signal and waits for the end; gives the exit code, null after a signal that ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>
}

/**
 * Starts the product with these settings and waits until `/ready` answers 200; `entry` is another file to start it by.
 * @throws Error with what it printed when it ends before, or is not ready within two minutes.
 */
export const startProcess = async (
  port: number,
  env: Record<string, string>,
  entry = MAIN,
): Promise<ProductProcess> => {
  const child = spawn(process.execPath, [entry], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, MADOGUCHI_HOST: '127.0.0.1', MADOGUCHI_PORT: String(port), ...env },
  })
  let printed = ''
  const keep = (chunk: Buffer): void => {
    printed += chunk.toString('utf8')
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  let isOver = false
  const over = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      isOver = true
      resolve(code)
    }),
  )
  const started = Date.now()
  while (!(await isReady(port)) || !printed.includes('Madoguchi is ready')) {
    if (isOver || Date.now() - started > 120_000) {
      child.kill('SIGKILL')
      throw new Error(`the product did not start:\n${printed}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return {
    pid: child.pid ?? 0,
    printed: () => printed,
    over,
    end(signal = 'SIGTERM') {
      if (!isOver) child.kill(signal)
      return over
    },
  }
}

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/ready`).then(
    (answer) => answer.status === 200,
    () => false,
  )
