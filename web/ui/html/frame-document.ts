/** Style of foreign HTML: paper is always white, since letters set dark words without a ground. */
const style = `
  html { color-scheme: light; background: #fff; overflow: hidden; }
  body { margin: 0; padding: 12px 14px; overflow-x: auto; overflow-y: hidden; color: #1b1f28; background: #fff;
    font: 14px/1.7 system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Yu Gothic UI", Meiryo, "Noto Sans JP", sans-serif;
    overflow-wrap: break-word; }
  body > :first-child { margin-top: 0; } body > :last-child { margin-bottom: 0; }
  img { max-width: 100%; height: auto; }
  a { color: #2c4d9c; }
  blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid #d5dae2; color: #525a69; }
  pre { white-space: pre-wrap; }
  details[data-quote] > summary { width: fit-content; padding: 0 8px; border-radius: 4px; background: #eef1f5;
    color: #525a69; font-size: 12px; line-height: 20px; cursor: pointer; list-style: none; }
  details[data-quote] > summary::-webkit-details-marker { display: none; }
`

const escapeAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

/**
 * A whole document around sanitised HTML for a frame without scripts. Its policy lets nothing in but styles and
 * pictures of this server; pictures from elsewhere only when asked for.
 */
export function frameDocument(html: string, origin: string, remotePictures: boolean): string {
  const pictures = remotePictures ? `${origin} data: https: http:` : `${origin} data:`
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures}; form-action 'none'`
  return [
    '<!doctype html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">`,
    '<meta name="referrer" content="no-referrer">',
    `<base target="_blank"><style>${style}</style></head><body>`,
    html,
    '</body></html>',
  ].join('')
}
