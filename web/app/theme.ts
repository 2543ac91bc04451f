import {
  createTheme,
  type CSSVariablesResolver,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core'
import { fontFamily, fontSizes, indigo, monoFamily, radii } from '../../design/tokens.ts'

const px = (value: number) => `${value / 16}rem`

const inputs = { defaultProps: { size: 'sm' } }
/** Mantine in the clothes of the design tokens. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  colors: { indigo: indigo as unknown as MantineColorsTuple },
  fontFamily,
  fontFamilyMonospace: monoFamily,
  fontSizes: {
    xs: px(fontSizes.small),
    sm: px(fontSizes.label),
    md: px(fontSizes.base),
    lg: px(fontSizes.title),
    xl: px(fontSizes.heading),
  },
  lineHeights: { xs: '1.5', sm: '1.5', md: '1.55', lg: '1.5', xl: '1.4' },
  radius: { xs: px(radii.small), sm: px(radii.base), md: px(radii.base), lg: px(radii.large) },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // By name and not by `extend`, which would bring every one of them into the first chunk.
    Button: { defaultProps: { size: 'sm' } },
    TextInput: inputs,
    PasswordInput: inputs,
    NativeSelect: inputs,
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 90 } } },
  },
})

const red = {
  '--mantine-color-red-filled': 'var(--c-danger-fill)',
  '--mantine-color-red-filled-hover': 'var(--c-danger-fill)',
}

/** Mantine's own variables point to the tokens, so that both change with the theme. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--c-surface)',
    '--mantine-color-text': 'var(--c-text)',
    '--mantine-color-dimmed': 'var(--c-text-dim)',
    '--mantine-color-placeholder': 'var(--c-text-faint)',
    '--mantine-color-anchor': 'var(--c-accent)',
    '--mantine-color-default': 'var(--c-raised)',
    '--mantine-color-default-hover': 'var(--c-hover)',
    '--mantine-color-default-color': 'var(--c-text)',
    '--mantine-color-default-border': 'var(--c-border-strong)',
    '--mantine-color-error': 'var(--c-danger)',
    '--mantine-color-disabled': 'var(--c-sunken)',
    '--mantine-color-disabled-color': 'var(--c-text-faint)',
    '--mantine-color-indigo-filled': 'var(--c-accent-fill)',
    '--mantine-color-indigo-filled-hover': 'var(--c-accent-fill-hover)',
    '--mantine-color-indigo-light': 'var(--c-accent-subtle)',
    '--mantine-color-indigo-light-hover': 'var(--c-selected)',
    '--mantine-color-indigo-light-color': 'var(--c-accent)',
    '--mantine-shadow-md': 'var(--c-shadow)',
    '--mantine-shadow-xl': 'var(--c-shadow)',
  },
  // What fills are, Mantine says for each scheme, which outweighs what is said for both.
  light: red,
  dark: red,
})

/** Where the choice of light, dark or the system's is kept; `public/theme.js` reads it before the first paint. */
export const themeManager = localStorageColorSchemeManager({ key: 'madoguchi.theme' })
