import { describe, expect, it } from 'vitest'
import { fontSizes, type Palette, palettes, space, type Theme, tokensCss } from './tokens.ts'

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
const luminance = (hex: string) => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (a: string, b: string) => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

type Name = keyof Palette
const grounds: Name[] = ['page', 'surface', 'sunken', 'raised', 'hover', 'selected']
const onOwnGround: [Name, Name][] = [
  ['accent', 'accentSubtle'],
  ['open', 'openSubtle'],
  ['pending', 'pendingSubtle'],
  ['snoozed', 'snoozedSubtle'],
  ['resolved', 'resolvedSubtle'],
  ['waiting', 'waitingSubtle'],
  ['danger', 'dangerSubtle'],
  ['note', 'noteSubtle'],
  ['text', 'noteSubtle'],
  ['textDim', 'noteSubtle'],
  ['textDim', 'accentSubtle'],
  ['text', 'match'],
  ...([1, 2, 3, 4, 5, 6] as const).map((n): [Name, Name] => ['textDim', `tint${n}`]),
  ['accentOn', 'accentFill'],
  ['accentOn', 'accentFillHover'],
  ['accentOn', 'dangerFill'],
]

describe.each(['light', 'dark'] satisfies Theme[])('the %s theme', (theme) => {
  const palette = palettes[theme]
  const pairs = [
    ...(['text', 'textDim', 'textFaint'] satisfies Name[]).flatMap((text) =>
      grounds.map((ground): [Name, Name] => [text, ground]),
    ),
    ...(['accent', 'danger', 'waiting', 'resolved', 'snoozed', 'pending'] satisfies Name[]).flatMap((text) =>
      (['surface', 'page', 'hover', 'selected'] satisfies Name[]).map((ground): [Name, Name] => [
        text,
        ground,
      ]),
    ),
    ...onOwnGround,
  ]
  it.each(pairs)('reads well: %s on %s', (text, ground) => {
    expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['surface', 'raised'] satisfies Name[])('shows which row is meant in a list on %s', (ground) => {
    expect(contrast(palette.hover, palette[ground])).toBeGreaterThan(1.1)
  })

  it('shows where something can be filled in, on every ground', () => {
    const faint = [...grounds, 'noteSubtle' as const].filter(
      (ground) => contrast(palette.edge, palette[ground]) < 3,
    )
    expect(faint).toEqual([])
  })

  it('shows the focus ring on every ground', () => {
    const faint = grounds.filter((ground) => contrast(palette.focus, palette[ground]) < 3)
    expect(faint).toEqual([])
  })
})

describe('the scales', () => {
  it('keeps text at 12 px or more and space on the grid', () => {
    expect(Math.min(...Object.values(fontSizes))).toBeGreaterThanOrEqual(12)
    for (const step of Object.values(space)) expect(step % 4).toBe(0)
  })

  it('gives both themes the same names in the style sheet', () => {
    const css = tokensCss()
    const names = [...css.matchAll(/--c-([a-z-]+):/g)].map((found) => found[1])
    const times = new Map<string | undefined, number>()
    for (const name of names) times.set(name, (times.get(name) ?? 0) + 1)
    expect(new Set(times.values())).toEqual(new Set([3]))
  })
})
