import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Suspense } from 'react'
import type { AppRouter } from './router.ts'
import { Tips } from '../ui/Tips.tsx'
import { Notices } from './notices/Notices.tsx'
import { cssVariables, theme, themeManager } from './theme.ts'

/** Everything that screens stand on. */
export function App({ queryClient, router }: { queryClient: QueryClient; router: AppRouter }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={themeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <Suspense>
          <RouterProvider router={router} />
        </Suspense>
        <Suspense>
          <Notices />
          <Tips />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  )
}
