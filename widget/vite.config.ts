import { defineConfig } from 'vite'

/** The loader: what a shop's page embeds. One classic script, since the page chooses how it is loaded. */
export default defineConfig({
  root: import.meta.dirname,
  publicDir: false,
  build: {
    outDir: '../dist/widget',
    emptyOutDir: true,
    target: 'es2020',
    lib: { entry: 'index.ts', formats: ['iife'], name: 'MadoguchiLoader', fileName: () => 'widget.js' },
  },
})
