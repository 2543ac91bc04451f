/** What foreign words stand on: `paper` is white, since letters set dark words without a ground; `own` is our theme. */
export type Ground = 'paper' | 'own'

interface Look {
  scheme: 'light' | 'dark'
  ground: string
  text: string
  dim: string
  link: string
}

const paper: Look = { scheme: 'light', ground: '#fff', text: '#1b1f28', dim: '#525a69', link: '#2c4d9c' }

/** The theme's colours as they are now, written out: a frame does not see the page's custom properties. */
export function ownLook(): Look {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(`--c-${name}`).trim()
  return {
    scheme: style.colorScheme.includes('dark') ? 'dark' : 'light',
    ground: colour('selected'),
    text: colour('text'),
    dim: colour('text-dim'),
    link: colour('accent'),
  }
}

const styleOf = ({ scheme, ground, text, dim, link }: Look) => `
  html { color-scheme: ${scheme}; background: ${ground}; overflow: hidden; }
  body { margin: 0; padding: 10px 14px; overflow-x: auto; overflow-y: hidden; color: ${text}; background: ${ground};
    font: 14px/1.7 system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans JP", sans-serif;
    overflow-wrap: break-word; }
  body > :first-child { margin-top: 0; } body > :last-child { margin-bottom: 0; }
  img { max-width: 100%; height: auto; }
  a { color: ${link}; }
  blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid #8b93a1; color: ${dim}; }
  pre { white-space: pre-wrap; }
  details[data-quote] > summary { width: fit-content; margin: 6px 0; padding: 0 8px; border-radius: 4px; background: rgb(128 140 165 / 16%);
    color: ${dim}; font-size: 12px; line-height: 20px; cursor: pointer; list-style: none; }
  details[data-quote] > summary::-webkit-details-marker { display: none; }
`

const escapeAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

interface Options {
  origin: string
  look?: Look
}

/**
 * A whole document around sanitised HTML for a frame without scripts. Its policy lets nothing in but styles and
 * pictures of this server, which fetches those from elsewhere.
 */
export function frameDocument(html: string, { origin, look = paper }: Options): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${origin} data:; form-action 'none'`
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">`,
    '<meta name="referrer" content="no-referrer">',
    `<base target="_blank"><style>${styleOf(look)}</style></head><body>`,
    html,
    '</body></html>',
  ].join('')
}

/** True when HTML brings colours of its own, which were chosen for white paper. */
export const bringsColours = (html: string): boolean => /\b(?:color|bgcolor|background)\b/i.test(html)
