import { defineConfig } from 'vite'

/** The window itself, fetched when it is opened. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: '../dist/widget',
    emptyOutDir: false,
    target: 'es2020',
    // Libraries keep their white space unless they are told otherwise.
    rolldownOptions: { output: { minify: true } },
    lib: { entry: 'panel/index.tsx', formats: ['es'], fileName: () => 'panel.js' },
  },
})
