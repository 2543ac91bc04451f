import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'

// For developers: the server restarts when its files change, the screens reload by themselves (port 5173).
const root = join(import.meta.dirname, '..')
const children: ChildProcess[] = [
  spawn(
    process.execPath,
    ['--watch-path=server', '--watch-preserve-output', 'server/main.ts', ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit' },
  ),
  spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'web'], {
    cwd: root,
    stdio: 'inherit',
  }),
]
const stop = (): void => {
  for (const child of children) child.kill('SIGTERM')
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
for (const child of children) child.on('exit', stop)
