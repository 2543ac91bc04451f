import { defineEvent } from '../../kernel/events/index.ts'

/** The workspace is in another time zone. */
export const timeZoneChanged = defineEvent<{ timeZone: string }>('workspace.time-zone-changed')
