import type { SourceName } from '../contract-words.ts'
import { chatwoot } from './chatwoot.ts'
import { freescout } from './freescout.ts'
import { freshdesk } from './freshdesk.ts'
import type { JsonSource } from './source.ts'
import { zammad } from './zammad.ts'
import { zendesk } from './zendesk.ts'

const JSON_SOURCES: Partial<Record<SourceName, JsonSource>> = {
  zendesk,
  freshdesk,
  chatwoot,
  zammad,
  freescout,
}

/** The system behind a name, where its records are JSON. */
export const jsonSource = (name: SourceName): JsonSource | undefined => JSON_SOURCES[name]
