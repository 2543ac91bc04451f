import { defineEvent } from '../../kernel/events/index.ts'

/** A sign-in provider was set up, changed or removed. */
export const providersChanged = defineEvent<{ providerId: string }>('access.providers-changed')

/** Sessions or API keys of a person ended: open screens that came with one of them must be closed. */
export const accessEnded = defineEvent<{ agentId: string; credentialIds: string[] }>('access.ended')
