/** What there is to tell: handed to the room where the house is put together. */
export type { HookEvent, HookNews } from './hook-event.ts'
