import type { Output } from '../../../api/types.ts'

export type Import = Output<'imports.getImport'>
export type Source = Import['source']

/** What can be brought in, in the order in which it is offered. */
export const SOURCES: readonly Source[] = [
  'zendesk',
  'freshdesk',
  'chatwoot',
  'zammad',
  'freescout',
  'mbox',
  'csv',
]

/** Names of files that a source comes in. */
export const ACCEPTED: Record<Source, string> = {
  zendesk: '.json,.jsonl,.ndjson,.zip,.gz',
  freshdesk: '.json,.jsonl,.ndjson,.zip,.gz',
  chatwoot: '.json,.jsonl,.ndjson,.zip,.gz',
  zammad: '.json,.jsonl,.ndjson,.zip,.gz',
  freescout: '.json,.jsonl,.ndjson,.zip,.gz',
  mbox: '.mbox,.eml,.zip,.gz',
  csv: '.csv,.tsv,.txt,.gz,.zip',
}

const NAMES: Partial<Record<Source, string>> = {
  zendesk: 'Zendesk',
  freshdesk: 'Freshdesk',
  chatwoot: 'Chatwoot',
  zammad: 'Zammad',
  freescout: 'FreeScout',
}

/** What a source is called; `t` of the texts of imports. */
export const sourceName = (source: Source, t: (key: string) => string): string =>
  NAMES[source] ?? t(`imports:source.${source}`)
