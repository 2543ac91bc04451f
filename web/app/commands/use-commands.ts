import { useLayoutEffect, useRef } from 'react'
import { addCommands, type Command } from './registry.ts'

/**
 * Offers commands for as long as the component is there. They may be new objects at every render. They work from the
 * moment that it is seen: a key that comes before would be lost, and the next ones taken for other commands.
 */
export function useCommands(commands: readonly Command[]): void {
  const source = useRef(commands)
  useLayoutEffect(() => {
    source.current = commands
  })
  useLayoutEffect(() => addCommands(source), [])
}
