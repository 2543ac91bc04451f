/** Puts a style sheet into a shadow root. Constructed sheets pass a page's content security policy; old browsers get an element. */
export const addStyles = (root: ShadowRoot, css: string): void => {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  } catch {
    const element = document.createElement('style')
    element.textContent = css
    root.append(element)
  }
}

/** Black or white, whichever reads better on a colour (`#rrggbb`); relative luminance as WCAG 2.2 defines it. */
export const inkOn = (colour: string): '#ffffff' | '#111111' => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.0556 ? '#ffffff' : '#111111'
}
