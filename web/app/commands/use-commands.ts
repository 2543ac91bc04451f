import { useEffect, useRef } from 'react'
import { addCommands, type Command } from './registry.ts'

/** Offers commands for as long as the component is there. They may be new objects at every render. */
export function useCommands(commands: readonly Command[]): void {
  const source = useRef(commands)
  useEffect(() => {
    source.current = commands
  })
  useEffect(() => addCommands(source), [])
}
