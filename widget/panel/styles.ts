import { fontFamily, fontSizes, palettes, type Palette } from '../../design/tokens.ts'
import { inkOn } from '../shared/dom.ts'
import type { LauncherConfig } from '../shared/types.ts'

const USED = [
  'surface',
  'sunken',
  'hover',
  'border',
  'borderStrong',
  'edge',
  'text',
  'textDim',
  'textFaint',
  'danger',
  'dangerSubtle',
  'waiting',
  'waitingSubtle',
] as const satisfies readonly (keyof Palette)[]

const colours = (palette: Palette): string => USED.map((name) => `--${name}:${palette[name]}`).join(';')

/** Window, head, thread. */
const FRAME = `
.panel { position: fixed; display: flex; flex-direction: column; width: 384px; height: 640px; border: 1px solid var(--border); border-radius: 14px; overflow: hidden; background: var(--surface); color: var(--text); font: ${fontSizes.base}px/1.6 ${fontFamily}; box-shadow: 0 2px 6px rgb(0 0 0 / 10%), 0 16px 48px rgb(0 0 0 / 22%); text-align: start; cursor: auto; }
.panel, .panel * { box-sizing: border-box; }
.panel[hidden] { display: none; }
.panel button, .panel input, .panel textarea { font: inherit; color: inherit; margin: 0; }
.panel button { border: 0; background: none; padding: 0; cursor: pointer; }
.panel button:disabled { cursor: not-allowed; opacity: 0.5; }
.panel :focus { outline: none; }
.panel :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.panel svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; display: block; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.head { display: flex; align-items: center; gap: 4px; padding: 12px 12px 12px 18px; background: var(--accent); color: var(--ink); flex: none; }
.head h2 { flex: 1; min-width: 0; margin: 0; font-size: ${fontSizes.title}px; font-weight: 650; line-height: 1.35; overflow-wrap: anywhere; }
.head small { display: block; font-size: ${fontSizes.small}px; font-weight: 400; opacity: 0.92; }
.head button { display: grid; place-items: center; width: 36px; height: 36px; border-radius: 8px; }
.head button:hover { background: rgb(128 128 128 / 30%); }
.panel .head :focus-visible { outline-color: var(--ink); outline-offset: -2px; }
.notice { flex: none; padding: 8px 18px; font-size: ${fontSizes.label}px; background: var(--waitingSubtle); color: var(--waiting); }
.notice button { text-decoration: underline; }
.notice:empty { display: none; }
.log { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px 14px 8px; display: flex; flex-direction: column; gap: 4px; position: relative; }
.panel .log:focus-visible { outline-offset: -2px; }
.opening { white-space: pre-wrap; word-break: auto-phrase; overflow-wrap: anywhere; line-height: 1.7; padding: 4px 4px 12px; }
.opening p { margin: 0 0 6px; }
.opening .hours { color: var(--textDim); font-size: ${fontSizes.label}px; }
.day { align-self: center; margin: 10px 0 4px; font-size: ${fontSizes.small}px; color: var(--textFaint); }
`

/** Bubbles and files. */
const MESSAGES = `
.message { display: flex; flex-direction: column; max-width: 84%; align-self: flex-start; }
.message.own { align-self: flex-end; align-items: flex-end; }
.author { font-size: ${fontSizes.small}px; color: var(--textDim); margin: 6px 4px 2px; }
.bubble { padding: 8px 12px; border-radius: 14px 14px 14px 4px; background: var(--sunken); border: 1px solid var(--border); line-height: 1.7; white-space: pre-wrap; overflow-wrap: anywhere; }
.own .bubble { border-radius: 14px 14px 4px 14px; background: var(--accent); color: var(--ink); border-color: transparent; }
.bubble a { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
.meta { font-size: ${fontSizes.small}px; color: var(--textFaint); margin: 2px 4px 4px; display: flex; gap: 8px; flex-wrap: wrap; align-items: center; }
.meta.trouble { color: var(--danger); }
.meta button { text-decoration: underline; color: var(--text); }
.files { display: flex; flex-direction: column; gap: 4px; margin-top: 4px; max-width: 100%; }
.own .files { align-items: flex-end; }
.picture { display: block; border-radius: 10px; overflow: hidden; border: 1px solid var(--border); background: var(--sunken); min-width: 64px; min-height: 48px; }
.picture img { display: block; max-width: 100%; max-height: 220px; }
.file { display: inline-flex; align-items: center; gap: 8px; max-width: 100%; padding: 7px 12px; border: 1px solid var(--border); border-radius: 10px; background: var(--surface); color: var(--text); }
.panel button.file { padding: 7px 12px; border: 1px solid var(--border); background: var(--surface); text-align: start; }
.panel button.file:hover { background: var(--hover); }
.file span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.file small { flex: none; color: var(--textFaint); font-size: ${fontSizes.small}px; }
.file svg { flex: none; }
`

/** Where the visitor writes. */
const WRITING = `
.typing { padding: 2px 18px; font-size: ${fontSizes.small}px; color: var(--textDim); flex: none; }
.typing:empty { padding: 0; }
.jump { position: sticky; bottom: 4px; align-self: center; flex: none; }
.earlier { align-self: center; flex: none; }
.panel .jump, .panel .earlier { padding: 5px 14px; border: 1px solid var(--borderStrong); border-radius: 16px; background: var(--surface); font-size: ${fontSizes.label}px; box-shadow: 0 2px 8px rgb(0 0 0 / 14%); }
.who { display: grid; gap: 8px; padding: 10px 14px; border-top: 1px solid var(--border); flex: none; }
.who label { display: grid; gap: 2px; font-size: ${fontSizes.small}px; color: var(--textDim); }
.who .hint, .wrong { margin: 0; font-size: ${fontSizes.small}px; color: var(--textDim); }
.wrong { color: var(--danger); }
.who input { width: 100%; padding: 7px 10px; border: 1px solid var(--edge); border-radius: 8px; background: var(--surface); font-size: 16px; color: var(--text); }
.composer { display: flex; align-items: flex-end; gap: 4px; padding: 8px; border-top: 1px solid var(--border); flex: none; }
.composer textarea { flex: 1; min-width: 0; resize: none; border: 0; background: none; padding: 8px 6px; max-height: 140px; font-size: 16px; line-height: 1.5; color: var(--text); }
.composer textarea::placeholder { color: var(--textFaint); opacity: 1; }
.panel .composer textarea:focus-visible { outline: none; }
.composer:focus-within { box-shadow: inset 0 2px 0 var(--accent); }
.composer button { display: grid; place-items: center; width: 40px; height: 40px; border-radius: 10px; flex: none; color: var(--textDim); }
.panel .composer button:hover { background: var(--hover); }
.panel .composer .send { background: var(--accent); color: var(--ink); }
.panel .composer .send:hover { background: var(--accent); filter: brightness(1.08); }
.waitingFiles { display: flex; flex-wrap: wrap; gap: 6px; padding: 8px 12px 0; border-top: 1px solid var(--border); flex: none; }
.waitingFiles + .composer { border-top: 0; }
.waitingFiles .file { padding: 4px 4px 4px 10px; font-size: ${fontSizes.label}px; max-width: 220px; }
.waitingFiles button { display: grid; place-items: center; width: 24px; height: 24px; }
.waitingFiles svg { width: 14px; height: 14px; }
`

/** Phones, movement, forced colours. */
const PLACES = `
@media (max-width: 480px) {
  .panel { inset: 0; width: auto; max-width: none; height: var(--seen, 100dvh); max-height: none; border: 0; border-radius: 0; }
  .head { padding-top: calc(12px + env(safe-area-inset-top)); }
  .composer { padding-bottom: calc(8px + env(safe-area-inset-bottom)); }
}
@media (prefers-reduced-motion: no-preference) {
  .panel { animation: rise 160ms ease-out; }
  @keyframes rise { from { opacity: 0; transform: translateY(12px); } }
}
@media (forced-colors: active) { .own .bubble, .send { border: 1px solid ButtonText; } }
`

/** Styles of the window, in the inbox's colour. */
export const panelStyles = ({ colour, theme, position, distance }: LauncherConfig): string => {
  const night = theme === 'dark'
  const dark = `.panel { ${colours(palettes.dark)}; color-scheme: dark; }`
  return `
.panel {
  ${colours(night ? palettes.dark : palettes.light)};
  --accent: ${colour};
  --ink: ${inkOn(colour)};
  color-scheme: ${night ? 'dark' : 'light'};
  ${position}: ${distance.side}px;
  bottom: ${distance.bottom + 68}px;
  max-width: calc(100vw - ${distance.side * 2}px);
  max-height: calc(100vh - ${distance.bottom + 84}px);
}
${theme === 'auto' ? `@media (prefers-color-scheme: dark) { ${dark} }` : ''}
${FRAME}${MESSAGES}${WRITING}${PLACES}`
}
