/** Properties that change how words look and nothing else. No position, no layers, no animation, no generated content. */
const allowed =
  /^(?:color|background|background-color|font|font-(?:family|size|style|weight|variant|stretch)|text-(?:align|decoration|decoration-(?:line|color|style)|transform|indent|emphasis)|line-height|letter-spacing|word-spacing|word-break|word-wrap|overflow-wrap|white-space|vertical-align|direction|writing-mode|unicode-bidi|(?:min-|max-)?(?:width|height)|(?:margin|padding)(?:-(?:top|right|bottom|left))?|border(?:-(?:top|right|bottom|left))?(?:-(?:width|style|color))?|border-(?:collapse|spacing|radius)|display|float|clear|list-style(?:-type|-position)?|table-layout|caption-side|empty-cells)$/

/** A value made of words, numbers, colours and simple functions. Everything that fetches or computes needs more than this. */
const plainValue = /^[\p{L}\p{N}\s#%.,+'"!/()-]{1,200}$/u
const calledFunction = /([a-z-]*)\s*\(/g
const harmlessFunctions = new Set(['rgb', 'rgba', 'hsl', 'hsla'])

const isSafe = (property: string, value: string): boolean => {
  if (!allowed.test(property) || !plainValue.test(value)) return false
  for (const [, name = ''] of value.toLowerCase().matchAll(calledFunction))
    if (!harmlessFunctions.has(name)) return false
  if (property.startsWith('margin') || property === 'text-indent') return !/(?:^|\s)-/.test(value)
  if (property === 'display') return !/contents|fixed/i.test(value)
  return true
}

/**
 * The part of a `style` attribute that cannot leave its place, fetch anything or run anything.
 * Values with an escape, a comment, a quote that does not close, or an unknown function are dropped whole.
 */
export const safeStyle = (style: string): string => {
  if (/[\\<>@{}]|\/\*|&#/.test(style)) return ''
  const kept: string[] = []
  for (const declaration of style.slice(0, 4000).split(';')) {
    const colon = declaration.indexOf(':')
    if (colon < 0) continue
    const property = declaration.slice(0, colon).trim().toLowerCase()
    const value = declaration.slice(colon + 1).trim()
    const quotesClose = value.split('"').length % 2 === 1 && value.split("'").length % 2 === 1
    if (quotesClose && isSafe(property, value)) kept.push(`${property}:${value}`)
  }
  return kept.join(';')
}
