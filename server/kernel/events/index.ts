export { defineEvent, type Announcement, type EventOf, type EventType } from './events.ts'
export { listen, listenTo, type Listener } from './listeners.ts'
export { Dispatcher, retryListener } from './dispatcher.ts'
export { handledUntil } from './queries.ts'
