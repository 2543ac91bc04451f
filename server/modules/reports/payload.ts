import type { EventType } from '../../kernel/events/index.ts'

/** What announcements of a kind carry. */
export type PayloadOf<Type> = Type extends EventType<infer Payload> ? Payload : never
