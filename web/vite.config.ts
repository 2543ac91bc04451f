import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { tokensCss } from '../design/tokens.ts'
import { writeClient } from '../scripts/gen-client.ts'

/** `virtual:tokens.css`: the design tokens as custom properties. */
function designTokens(): Plugin {
  const name = 'virtual:tokens.css'
  return {
    name: 'design-tokens',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? tokensCss() : undefined),
  }
}

/** Keeps the table of routes in step with the server's contracts. */
function apiClient(): Plugin {
  return {
    name: 'api-client',
    async buildStart() {
      await writeClient()
    },
  }
}

const server = process.env['MADOGUCHI_DEV_SERVER'] ?? 'http://127.0.0.1:4000'

/** Texts of the shell come as one file a language; those of a feature come with the feature. */
const shellTexts = /locales[\\/](ja|en)[\\/](app|ui|words)\.json$/

/** What every screen stands on comes in one piece: split by who happens to share it, it costs 2 kB more. */
const base =
  /node_modules[\\/](react|react-dom|scheduler|@tanstack[\\/](query-core|react-query|router-core|react-router|store|react-store|history))[\\/]/

/** Signs that several screens share: each in a file of its own costs more than the sign. */
const icons = /lucide-react[\\/]dist[\\/]esm[\\/]icons/

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [designTokens(), apiClient(), react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // Small pictures stay files: the content security policy then needs no data: source.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: (id) => `texts-${shellTexts.exec(id)?.[1] ?? ''}`, test: shellTexts },
            { name: 'base', test: base },
            { name: 'icons', test: icons, minShareCount: 3 },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    // Our own sources in web/api have the same first folder as the server's addresses.
    proxy: { '^/api/(?!.+\\.ts(\\?|$))': { target: server, ws: true, changeOrigin: false } },
  },
})
