import type { LauncherConfig } from '../shared/types.ts'
import { inkOn } from '../shared/dom.ts'

const LAUNCHER = `
.launcher {
  all: unset;
  box-sizing: border-box;
  position: absolute;
  inset: 0;
  display: grid;
  place-items: center;
  border-radius: 50%;
  background: var(--accent);
  color: var(--ink);
  cursor: pointer;
  box-shadow: 0 1px 3px rgb(0 0 0 / 20%), 0 6px 20px rgb(0 0 0 / 22%);
  -webkit-tap-highlight-color: transparent;
}
.launcher:hover { filter: brightness(1.08); }
.launcher:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
.launcher[aria-busy='true'] { cursor: progress; opacity: 0.75; }
.launcher svg { width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; pointer-events: none; }
.badge {
  position: absolute;
  top: -4px;
  right: -4px;
  min-width: 20px;
  height: 20px;
  box-sizing: border-box;
  padding: 0 5px;
  border-radius: 10px;
  background: #b3302a;
  color: #fff;
  font: 600 12px/20px system-ui, sans-serif;
  text-align: center;
  pointer-events: none;
}
.badge[hidden] { display: none; }
.trouble {
  position: absolute;
  bottom: 68px;
  width: max-content;
  max-width: 260px;
  box-sizing: border-box;
  padding: 10px 14px;
  border-radius: 10px;
  background: #1b1f28;
  color: #fff;
  font: 13px/1.6 system-ui, 'Hiragino Sans', 'Noto Sans JP', sans-serif;
}
.trouble:empty { display: none; }
.news { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-reduced-motion: no-preference) {
  .launcher { transition: transform 120ms ease-out, filter 120ms; }
  .launcher:active { transform: scale(0.94); }
}
@media (forced-colors: active) { .launcher { border: 2px solid ButtonText; } }
`

/**
 * Styles of the launcher. The page's own rules reach the host element, and only it: `!important` inside a shadow root
 * outranks the page's, even the page's own `!important`.
 */
export const launcherStyles = ({ colour, position, distance }: LauncherConfig): string => `
:host {
  all: initial !important;
  position: fixed !important;
  z-index: 2147483000 !important;
  ${position}: ${distance.side}px !important;
  bottom: ${distance.bottom}px !important;
  width: 56px !important;
  height: 56px !important;
  display: block !important;
  --accent: ${colour};
  --ink: ${inkOn(colour)};
  color-scheme: light dark !important;
  direction: ltr !important;
}
:host([data-hidden]) { display: none !important; }
@media print { :host { display: none !important; } }
.trouble { ${position}: 0; }
${LAUNCHER}`
