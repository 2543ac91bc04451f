import { queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Output } from '../types.ts'

type State = Output<'imports.listImports'>[number]['state']

/** States in which the server works by itself. */
const BUSY: readonly State[] = ['reading', 'making', 'undoing']

/** True while the server works on an import. */
export const isBusy = ({ state }: { state: State }): boolean => BUSY.includes(state)

/** All imports, newest first. */
export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => call('imports.listImports', { signal }),
  refetchInterval: ({ state }) => (state.data?.some(isBusy) ? 2000 : false),
})

/** One import; asked for again and again while it is under way. */
export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ['imports', importId],
    queryFn: ({ signal }) => call('imports.getImport', { params: { importId }, signal }),
    refetchInterval: ({ state }) => (state.data && isBusy(state.data) ? 1000 : false),
  })

/** The columns of a table that was sent. */
export const importColumnsQuery = (importId: string) =>
  queryOptions({
    queryKey: ['imports', importId, 'columns'],
    queryFn: ({ signal }) => call('imports.getImportColumns', { params: { importId }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The words of the source, and what becomes of each. */
export const importMappingQuery = (importId: string) =>
  queryOptions({
    queryKey: ['imports', importId, 'mapping'],
    queryFn: ({ signal }) => call('imports.getImportMapping', { params: { importId }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** The first rows of the report; `version` grows with it. */
export const importIssuesQuery = (importId: string, version: number) =>
  queryOptions({
    queryKey: ['imports', importId, 'issues', version],
    queryFn: ({ signal }) =>
      call('imports.listImportIssues', { params: { importId }, query: { limit: 20 }, signal }),
  })
