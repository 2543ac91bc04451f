type Rgb = [number, number, number]

const read = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb

const write = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`

/** Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2, definition of relative luminance). */
const luminance = (rgb: Rgb): number => {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio). */
export const contrast = (one: string, other: string): number => {
  const [light, dark] = [luminance(read(one)), luminance(read(other))].sort((a, b) => b - a) as [
    number,
    number,
  ]
  return (light + 0.05) / (dark + 0.05)
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((part, at) => part + ((to[at] ?? 0) - part) * share) as Rgb

/** The colour, moved towards black or white until it can be read on the ground; AA wants 4.5. */
export const readableOn = (colour: string, ground: string): string => {
  const target: Rgb = luminance(read(ground)) > 0.4 ? [0, 0, 0] : [255, 255, 255]
  for (let share = 0; share <= 1; share += 0.05) {
    const tried = write(mix(read(colour), target, share))
    if (contrast(tried, ground) >= 4.5) return tried
  }
  return write(target)
}

/** Black or white, whichever can be read on the colour. */
export const inkOn = (colour: string): '#ffffff' | '#111418' =>
  contrast(colour, '#ffffff') >= 4.5 || contrast(colour, '#ffffff') >= contrast(colour, '#111418')
    ? '#ffffff'
    : '#111418'
