import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '../call.ts'
import type { Output, Request } from '../types.ts'

export type TemplateLine = Output<'templates.listTemplates'>[number]
export type Template = Output<'templates.getTemplate'>
export type TemplateVersion = Output<'templates.listTemplateVersions'>[number]
export type Preview = Output<'templates.previewText'>
export type Variable = Output<'templates.listVariables'>['variables'][number]
export type Filter = Output<'templates.listVariables'>['filters'][number]

type Wanted = NonNullable<Request<'templates.listTemplates'>['query']>

/** Answers of the library that fit, the nearest first. */
export const templatesQuery = (wanted: Wanted) =>
  queryOptions({
    queryKey: ['templates', 'list', wanted],
    queryFn: ({ signal }) => call('templates.listTemplates', { query: wanted, signal }),
    placeholderData: keepPreviousData,
  })

/** By what the library can be narrowed. */
export const shelvesQuery = queryOptions({
  queryKey: ['templates', 'shelves'],
  queryFn: ({ signal }) => call('templates.listTemplateShelves', { signal }),
})

/** One answer with what it says. */
export const templateQuery = (templateId: string) =>
  queryOptions({
    queryKey: ['templates', 'one', templateId],
    queryFn: ({ signal }) => call('templates.getTemplate', { params: { templateId }, signal }),
  })

/** The newest versions of an answer. */
export const versionsQuery = (templateId: string, limit: number) =>
  queryOptions({
    queryKey: ['templates', 'versions', templateId, limit],
    queryFn: ({ signal }) =>
      call('templates.listTemplateVersions', { params: { templateId }, query: { limit }, signal }),
    placeholderData: keepPreviousData,
  })

/** What answers may name. */
export const variablesQuery = queryOptions({
  queryKey: ['variables'],
  queryFn: ({ signal }) => call('templates.listVariables', { signal }),
  staleTime: 5 * 60_000,
})

/** A text as it would read in a conversation. */
export const textPreviewQuery = (conversationId: string, text: string, language: string) =>
  queryOptions({
    queryKey: ['text-preview', conversationId, text, language],
    queryFn: ({ signal }) =>
      call('templates.previewText', { params: { conversationId }, body: { text, language }, signal }),
    placeholderData: keepPreviousData,
    enabled: conversationId !== '' && text.trim() !== '',
    staleTime: 60_000,
  })

/** An answer of the library as it would read in a conversation. */
export const templatePreviewQuery = (
  conversationId: string,
  chosen: { templateId: string; language: string | undefined; to: readonly string[] | undefined },
) =>
  queryOptions({
    queryKey: ['template-preview', conversationId, chosen],
    queryFn: ({ signal }) => {
      const { templateId, language, to } = chosen
      const body = { templateId, ...(language ? { language } : {}), ...(to ? { to: [...to] } : {}) }
      return call('templates.previewTemplate', { params: { conversationId }, body, signal })
    },
    staleTime: 30_000,
  })
