import type { Message } from './contract.ts'

/** True for a message that says nothing any more: it was erased, or kept for long enough. Nothing is added to it. */
export const isErased = ({ context }: Pick<Message, 'context'>): boolean => context['erased'] !== undefined
