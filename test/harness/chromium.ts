import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'

/** Where a browser for the journeys is, or why there is none. */
export interface Browser {
  path?: string
  reason?: string
}

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Playwright's own browser of this version: where it unpacks to differs by system and processor, so it is asked. */
const ofPlaywright = (): string | undefined => {
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}

const look = (): string | undefined =>
  [process.env.MADOGUCHI_CHROMIUM ?? '', ...KNOWN].find((file) => file !== '' && existsSync(file)) ??
  ofPlaywright()

const works = (command: string, args: string[], minutes: number): boolean =>
  spawnSync(command, args, {
    stdio: 'ignore',
    timeout: minutes * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

/** Through the system's package manager, where this user may use it; else Playwright's own download. */
const install = (): void => {
  const mayInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (mayInstall) {
    console.log('Installing Chromium for the browser journeys …')
    works('apt-get', ['update'], 3)
    if (
      works('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], 10) &&
      look()
    )
      return
  }
  works(
    process.execPath,
    [join(import.meta.dirname, '../../node_modules/playwright-core/cli.js'), 'install', 'chromium'],
    5,
  )
}

/** Finds Chromium; with `install`, tries to get it when it is missing. */
export const findChromium = (options: { install?: boolean } = {}): Browser => {
  const found = look()
  if (found) return { path: found }
  if (options.install) install()
  const path = look()
  return path
    ? { path }
    : {
        reason:
          'Chromium is not installed and could not be installed here. Install it (Debian: apt-get install chromium), or name it in MADOGUCHI_CHROMIUM.',
      }
}
