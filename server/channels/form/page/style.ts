import type { FormInbox } from '../settings.ts'
import { inkOn, readableOn } from './colour.ts'

const LIGHT = {
  page: '#f6f7f9',
  surface: '#ffffff',
  text: '#1b1f28',
  dim: '#525a69',
  line: '#d5dae2',
  edge: '#7d8696',
  danger: '#b3302a',
  dangerSoft: '#fcebea',
}
const DARK = {
  page: '#0f1216',
  surface: '#171b21',
  text: '#e5e8ed',
  dim: '#aab2bf',
  line: '#2d3440',
  edge: '#8a93a3',
  danger: '#f1918a',
  dangerSoft: '#351a19',
}

const variables = (colours: typeof LIGHT, brand: string): string => {
  // The fill has to stand out from the surface, and its ink from the fill.
  const fill = readableOn(brand, colours.surface)
  const all = { ...colours, fill, ink: inkOn(fill) }
  return Object.entries(all)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')
}

const themes = ({ settings, brand }: FormInbox, embedded: boolean): string => {
  const colour = settings.colour ?? (/^#[0-9a-f]{6}$/i.test(brand.colour) ? brand.colour : '#2f52a3')
  const light = `:root{color-scheme:light;${variables(LIGHT, colour)}}`
  const dark = `:root{color-scheme:dark;${variables(DARK, colour)}}`
  if (settings.theme === 'dark') return dark
  // Most pages of shops are light: inside of them a dark box would be a stain.
  if (settings.theme === 'light' || embedded) return light
  return `${light}@media (prefers-color-scheme:dark){${dark}}`
}

const RULES = `
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.7 system-ui,-apple-system,"Segoe UI","Hiragino Sans","Noto Sans JP","Yu Gothic UI",Meiryo,sans-serif;overflow-wrap:anywhere;line-break:strict}
main{max-width:42rem;margin:0 auto;padding:24px 16px 48px}
.card{background:var(--surface);border:1px solid var(--line);border-radius:12px;padding:24px 20px}
header{display:flex;flex-wrap:wrap;gap:4px 16px;justify-content:space-between;align-items:baseline;margin:0 4px 16px}
header p{margin:0;font-weight:600}
nav{display:flex;gap:4px;font-size:14px}
nav a,nav strong{padding:6px 8px;min-height:32px;min-width:24px}
h1{font-size:24px;line-height:1.4;margin:0 0 8px}
h2{font-size:16px;margin:0 0 4px}
p{margin:0 0 12px}
h1,h2,p,li,label,legend{word-break:auto-phrase;text-wrap:pretty}
a{color:inherit;text-underline-offset:3px}
a:hover{text-decoration-thickness:2px}
.intro{color:var(--dim);margin-bottom:24px}
.field{margin:0 0 24px;border:0;padding:0;min-width:0}
.js [data-when]:not(.shown){display:none}
label,legend{display:block;font-weight:600;padding:0;margin-bottom:6px}
.mark{display:inline-block;margin-left:8px;padding:0 6px;border:1px solid currentColor;border-radius:4px;font-size:12px;font-weight:600;line-height:1.6;color:var(--dim);vertical-align:1px}
.mark.must{color:var(--danger)}
.help{color:var(--dim);font-size:14px;margin:0 0 6px}
input,select,textarea,button{font:inherit;color:inherit}
input:not([type=checkbox],[type=radio],[type=file]),select,textarea{width:100%;min-height:48px;padding:10px 12px;background:var(--surface);border:1px solid var(--edge);border-radius:8px}
textarea{min-height:11rem;resize:vertical;display:block}
select{appearance:none;padding-right:40px;background-image:linear-gradient(45deg,transparent 50%,currentColor 50%),linear-gradient(-45deg,transparent 50%,currentColor 50%);background-size:7px 7px;background-position:right 22px center,right 15px center;background-repeat:no-repeat}
input[type=date]{max-width:14rem}
input[type=file]{width:100%;padding:14px 12px;border:1px dashed var(--edge);border-radius:8px}
input[type=file]::file-selector-button{font:inherit;color:inherit;background:var(--page);border:1px solid var(--edge);border-radius:6px;padding:6px 12px;margin-right:12px}
.tick{display:flex;gap:10px;align-items:flex-start;font-weight:400;min-height:32px;padding:4px 0;margin:0}
.tick input{flex:none;width:22px;height:22px;margin:3px 0 0;accent-color:var(--fill)}
.tick span{min-width:0}
:focus-visible{outline:3px solid var(--fill);outline-offset:2px}
[aria-invalid=true]{border-color:var(--danger)!important;border-width:2px!important}
.error{color:var(--danger);font-size:14px;font-weight:600;margin:6px 0 0}
.summary{background:var(--dangerSoft);border:1px solid var(--danger);border-radius:8px;padding:16px;margin:0 0 24px}
.summary h2{color:var(--danger)}
.summary p,.summary ul{margin:0}
.summary ul{padding-left:1.2em}
.summary :is(a,button){color:inherit}
button[type=submit]{width:100%;min-height:52px;padding:12px 24px;border:0;border-radius:8px;background:var(--fill);color:var(--ink);font-weight:600;cursor:pointer}
button[type=submit]:hover{filter:brightness(.94)}
button[aria-disabled=true]{opacity:.65;cursor:progress}
[role=status]{min-height:1.7em;margin:8px 0 0;text-align:center;color:var(--dim);font-size:14px}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
.note{background:var(--page);border-radius:8px;padding:12px 16px;margin:0 0 24px;font-size:14px}
.code{font-size:24px;font-weight:700;letter-spacing:.06em;font-variant-numeric:tabular-nums}
.sent{margin:16px 0;padding:12px 16px;border-left:4px solid var(--fill);background:var(--page);border-radius:0 8px 8px 0}
.sent p{margin:0}
.embedded{background:transparent}
.embedded main{max-width:none;padding:6px}
.embedded .card{border:0;padding:0;background:transparent}
.embedded header p{display:none}
.embedded header{margin:0;justify-content:flex-end}
@media (min-width:40rem){main{padding-top:48px}.card{padding:40px}.embedded .card{padding:0}.embedded main{padding-top:6px}button[type=submit]{width:auto;min-width:16rem;display:block;margin:0 auto}}
[hidden]{display:none!important}
`.replaceAll('\n', '')

/** The page's style sheet in the brand's colour. */
export const styleOf = (inbox: FormInbox, embedded: boolean): string => themes(inbox, embedded) + RULES
