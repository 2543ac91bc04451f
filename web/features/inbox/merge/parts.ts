// One chunk for all that stands in a conversation; the dialogs behind it are their own.
export { Clocks } from '../clocks/Clocks.tsx'
export { Above } from './Above.tsx'
export { ConversationMenu } from './ConversationMenu.tsx'
export { LinkLine } from './LinkLine.tsx'
export { MessageMenu } from './MessageMenu.tsx'
export { Moved } from './Moved.tsx'
export { Origin } from './Origin.tsx'
