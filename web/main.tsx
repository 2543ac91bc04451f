import './app/styles.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeQueryClient } from './api/query-client.ts'
import { App } from './app/App.tsx'
import { startTexts } from './app/i18n.ts'
import { makeRouter } from './app/router.ts'

const queryClient = makeQueryClient()
const router = makeRouter(queryClient)
const root = document.getElementById('root')
if (!root) throw new Error('The page has no #root.')

// Data and texts are on their way at the same time; the first paint waits for the texts only.
void router.load()
void startTexts().then(() =>
  createRoot(root).render(
    <StrictMode>
      <App queryClient={queryClient} router={router} />
    </StrictMode>,
  ),
)
