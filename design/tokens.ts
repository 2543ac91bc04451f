/** The two themes. Each is designed by itself; dark is not light turned round. */
export type Theme = 'light' | 'dark'

/** Colours by meaning. README.md says what each one means and where it may be used. */
export interface Palette {
  page: string
  surface: string
  sunken: string
  raised: string
  hover: string
  selected: string
  border: string
  borderStrong: string
  edge: string
  text: string
  textDim: string
  textFaint: string
  accent: string
  accentFill: string
  accentFillHover: string
  accentOn: string
  accentSubtle: string
  focus: string
  open: string
  openSubtle: string
  pending: string
  pendingSubtle: string
  snoozed: string
  snoozedSubtle: string
  resolved: string
  resolvedSubtle: string
  waiting: string
  waitingSubtle: string
  danger: string
  dangerFill: string
  dangerSubtle: string
  note: string
  noteSubtle: string
  noteBorder: string
  match: string
  tint1: string
  tint2: string
  tint3: string
  tint4: string
  tint5: string
  tint6: string
  shadow: string
  veil: string
}

const light: Palette = {
  page: '#f6f7f9',
  surface: '#ffffff',
  sunken: '#f1f3f6',
  raised: '#ffffff',
  hover: '#eef1f5',
  selected: '#e6ecf8',
  border: '#e4e7ec',
  borderStrong: '#c3c9d3',
  edge: '#7d8696',
  text: '#1b1f28',
  textDim: '#525a69',
  textFaint: '#616978',
  accent: '#2c4d9c',
  accentFill: '#2f52a3',
  accentFillHover: '#274487',
  accentOn: '#ffffff',
  accentSubtle: '#edf1fa',
  focus: '#4166ba',
  open: '#2f52a3',
  openSubtle: '#e9eefa',
  pending: '#0b6b70',
  pendingSubtle: '#e2f3f3',
  snoozed: '#6a45b8',
  snoozedSubtle: '#f0ebfa',
  resolved: '#24703a',
  resolvedSubtle: '#e5f4e9',
  waiting: '#a34a06',
  waitingSubtle: '#fdf0e3',
  danger: '#b3302a',
  dangerFill: '#b3302a',
  dangerSubtle: '#fcebea',
  note: '#6b5207',
  noteSubtle: '#fff8e0',
  noteBorder: '#efdfa4',
  match: '#ffe9a8',
  tint1: '#dfe6f5',
  tint2: '#d9ecec',
  tint3: '#e8e1f4',
  tint4: '#dfeedd',
  tint5: '#f5e6d8',
  tint6: '#f4dfe3',
  shadow: '0 1px 2px rgb(20 30 55 / 6%), 0 8px 24px rgb(20 30 55 / 12%)',
  veil: 'rgb(22 28 42 / 38%)',
}

const dark: Palette = {
  page: '#0f1216',
  surface: '#15191f',
  sunken: '#101419',
  raised: '#1d222a',
  hover: '#252c37',
  selected: '#1e2b47',
  border: '#272d37',
  borderStrong: '#3d4654',
  edge: '#6c7584',
  text: '#e5e8ed',
  textDim: '#aab2bf',
  textFaint: '#97a0ae',
  accent: '#9db6f2',
  accentFill: '#4063b8',
  accentFillHover: '#4c70c8',
  accentOn: '#ffffff',
  accentSubtle: '#1a2338',
  focus: '#7d9ae6',
  open: '#93adee',
  openSubtle: '#1c2740',
  pending: '#5ec4c6',
  pendingSubtle: '#12292b',
  snoozed: '#bba3f0',
  snoozedSubtle: '#261f3b',
  resolved: '#7ccb90',
  resolvedSubtle: '#152a1c',
  waiting: '#eba662',
  waitingSubtle: '#30210f',
  danger: '#f1918a',
  dangerFill: '#b23b34',
  dangerSubtle: '#351a19',
  note: '#e3c66b',
  noteSubtle: '#26210f',
  noteBorder: '#453b1a',
  match: '#5b4a12',
  tint1: '#27334d',
  tint2: '#1d3638',
  tint3: '#322a47',
  tint4: '#22372a',
  tint5: '#3b2e20',
  tint6: '#3e282d',
  shadow: '0 1px 2px rgb(0 0 0 / 40%), 0 12px 32px rgb(0 0 0 / 50%)',
  veil: 'rgb(3 5 9 / 62%)',
}

/** Every colour of both themes. */
export const palettes: Record<Theme, Palette> = { light, dark }

/** 藍, from the faintest tint to the deepest shade: the one accent. */
export const indigo = [
  '#f2f5fc',
  '#e0e8f7',
  '#bccdee',
  '#94ade3',
  '#6d8dd6',
  '#4f74c9',
  '#3c60b6',
  '#2f52a3',
  '#274487',
  '#1d3366',
] as const

/** Type sizes in px. 14 is the base, nothing is smaller than 12. */
export const fontSizes = { small: 12, label: 13, base: 14, title: 16, heading: 20, display: 26 } as const

/** Steps of space in px: an 8-point grid with a half step. */
export const space = { 1: 4, 2: 8, 3: 12, 4: 16, 5: 24, 6: 32, 7: 48, 8: 64 } as const

/** Corner radii in px. */
export const radii = { small: 4, base: 6, large: 10 } as const

/** System faces first; Noto Sans JP stands behind them where a system has no Japanese face. */
export const fontFamily =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans JP", "Noto Sans CJK JP", sans-serif'
export const monoFamily = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const declarations = (prefix: string, values: object, unit = '') =>
  Object.entries(values)
    .map(([name, value]) => `  --${prefix}-${kebab(name)}: ${value}${unit};`)
    .join('\n')

const shared = [
  declarations('f', fontSizes, 'px'),
  declarations('s', space, 'px'),
  declarations('r', radii, 'px'),
  `  --font: ${fontFamily};`,
  `  --font-mono: ${monoFamily};`,
  '  --line: 1.55;',
  '  --line-body: 1.7;',
].join('\n')

/**
 * Style sheet with every token as a custom property: `--c-*` colours, `--f-*` type, `--s-*` space, `--r-*` radii.
 * The theme follows `data-mantine-color-scheme` or `data-theme` on the root element, else the system's.
 */
export function tokensCss(): string {
  const lightVars = declarations('c', light)
  const darkVars = declarations('c', dark)
  return [
    `:root {\n${shared}\n${lightVars}\n  color-scheme: light;\n}`,
    `@media (prefers-color-scheme: dark) {\n:root:not([data-mantine-color-scheme='light'], [data-theme='light']) {\n${darkVars}\n  color-scheme: dark;\n}\n}`,
    `:root:is([data-mantine-color-scheme='dark'], [data-theme='dark']) {\n${darkVars}\n  color-scheme: dark;\n}`,
  ].join('\n')
}
