import { addStyles } from '../shared/dom.ts'
import type { Language, LauncherConfig } from '../shared/types.ts'
import { launcherStyles } from './styles.ts'
import { words } from './words.ts'

const SVG = 'http://www.w3.org/2000/svg'
const BUBBLE = 'M4 5.5h16v10.5H10.5L6 19.5V16H4z'
const ARROW = 'M6 9.5l6 6 6-6'

/** The round button in the corner of the page. */
export interface Launcher {
  readonly root: ShadowRoot
  /** Shows that the window is open, or not. */
  show(open: boolean): void
  busy(on: boolean): void
  unread(count: number): void
  /** Says that the window could not be loaded; nothing takes it away. */
  trouble(on: boolean): void
  speak(language: Language): void
  hide(on: boolean): void
  focus(): void
}

/** Puts the launcher into the page. It stands outside of the body, so that frameworks which replace that leave it alone. */
export const createLauncher = (config: LauncherConfig, first: Language, pressed: () => void): Launcher => {
  const host = document.createElement('madoguchi-widget')
  const root = host.attachShadow({ mode: 'open' })
  addStyles(root, launcherStyles(config))
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'launcher'
  button.setAttribute('aria-haspopup', 'dialog')
  const icon = document.createElementNS(SVG, 'svg')
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('aria-hidden', 'true')
  const line = document.createElementNS(SVG, 'path')
  icon.append(line)
  const badge = document.createElement('span')
  badge.className = 'badge'
  badge.setAttribute('aria-hidden', 'true')
  const trouble = document.createElement('div')
  trouble.className = 'trouble'
  trouble.setAttribute('role', 'alert')
  const news = document.createElement('div')
  news.className = 'news'
  news.setAttribute('role', 'status')
  button.append(icon, badge)
  root.append(button, trouble, news)
  button.addEventListener('click', pressed)
  document.documentElement.append(host)

  let [language, isOpen, count, failed] = [first, false, 0, false]
  const draw = (): void => {
    const text = words[language]
    host.lang = language
    line.setAttribute('d', isOpen ? ARROW : BUBBLE)
    button.setAttribute('aria-expanded', String(isOpen))
    button.setAttribute('aria-label', isOpen ? text.close : count > 0 ? text.unread(count) : text.open)
    badge.hidden = isOpen || count === 0
    badge.textContent = count > 99 ? '99+' : String(count)
    trouble.textContent = failed ? text.failed : ''
    // Read aloud where the badge can't be seen.
    news.textContent = isOpen || count === 0 ? '' : text.news(count)
  }
  draw()
  const change = (set: () => void): void => {
    set()
    draw()
  }
  return {
    root,
    show: (open) => change(() => (isOpen = open)),
    busy: (on) => button.setAttribute('aria-busy', String(on)),
    unread: (unread) => change(() => (count = unread)),
    trouble: (on) => change(() => (failed = on)),
    speak: (next) => change(() => (language = next)),
    hide: (on) => host.toggleAttribute('data-hidden', on),
    focus: () => button.focus(),
  }
}
